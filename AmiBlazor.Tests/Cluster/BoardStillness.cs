using System.Collections.Concurrent;
using AmiBlazor.Board;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Measures how long the board of a node stands still while every PBX tells changes all the time.</summary>
internal sealed class BoardStillness : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _movedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _longest = new(StringComparer.Ordinal);
    private readonly IDisposable _subscription;

    public BoardStillness(LiveBoard board)
    {
        var (first, subscription) = board.Subscribe(batch =>
        {
            foreach (var server in batch.Rows.Select(row => row.Key.Server).Distinct(StringComparer.Ordinal)) Moved(server);
            return Task.CompletedTask;
        });
        _subscription = subscription;
        foreach (var pbx in first.Pbxs) _movedAt[pbx.Server] = TimeProvider.System.GetTimestamp();
    }

    /// <summary>The longest time in which a PBX did not move, until now.</summary>
    public TimeSpan Longest
    {
        get
        {
            foreach (var server in _movedAt.Keys) Note(server, TimeProvider.System.GetTimestamp());
            return _longest.Values.Max();
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void Moved(string server)
    {
        var now = TimeProvider.System.GetTimestamp();
        Note(server, now);
        _movedAt[server] = now;
    }

    private void Note(string server, long now)
    {
        var still = _movedAt.TryGetValue(server, out var moved) ? TimeProvider.System.GetElapsedTime(moved, now) : TimeSpan.Zero;
        _longest.AddOrUpdate(server, still, (_, before) => before > still ? before : still);
    }
}
