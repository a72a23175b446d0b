using System.Buffers;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>What a PBX answered: a complete list, or the answers to single queries. Its rows live in rented memory until it is disposed.</summary>
internal sealed class PbxAnswer : IDisposable
{
    private SnapshotRow[]? _rented;
    private readonly int _count;

    /// <summary>Takes over rows rented from the shared pool.</summary>
    public PbxAnswer(SnapshotRow[] rented, int count, DateTimeOffset askedAt, long askedStamp, RefreshStatistics statistics)
    {
        _rented = rented;
        _count = count;
        AskedAt = askedAt;
        AskedStamp = askedStamp;
        Statistics = statistics;
    }

    /// <summary>The rows of the contexts that the configuration keeps.</summary>
    public ReadOnlyMemory<SnapshotRow> Rows => (_rented ?? throw new ObjectDisposedException(nameof(PbxAnswer))).AsMemory(0, _count);

    /// <summary>When the list, or the first query, was sent.</summary>
    public DateTimeOffset AskedAt { get; }

    /// <summary>The same as a timestamp of the clock.</summary>
    public long AskedStamp { get; }

    public RefreshStatistics Statistics { get; }

    /// <summary>The states of the devices of hints with several; null when there are none, or the PBX did not tell them.</summary>
    public IReadOnlyDictionary<string, string>? Devices { get; init; }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref _rented, null);
        if (rented is not null) ArrayPool<SnapshotRow>.Shared.Return(rented, clearArray: true);
    }
}
