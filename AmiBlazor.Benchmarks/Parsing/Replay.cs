using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Wire;

namespace AmiBlazor.Benchmarks.Parsing;

/// <summary>Parses a list in memory as a session does: finds the messages, matches their ActionIDs, keeps the rows.</summary>
internal sealed class Replay
{
    private const string ActionId = "list-1";

    private readonly AmiLimits _limits = new();
    private readonly AmiErrors _errors;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _rows;

    public Replay(int rows)
    {
        _bytes = new ReplayedList(ActionId, [.. Enumerable.Range(0, rows).Select(Hints.Status)]).Bytes;
        _rows = rows;
        _errors = new AmiErrors(new AmiServerOptions { Name = "replay", Host = "127.0.0.1" }, _limits);
    }

    public int Length => _bytes.Length;

    /// <summary>The lower bound for a line parser: finds the line ends.</summary>
    public int Scan()
    {
        var lines = 0;
        var rest = _bytes.Span;
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines++;
            rest = rest[(end + 1)..];
        }

        return lines;
    }

    /// <param name="cache">The cached rows of earlier lists.</param>
    public int Parse(ExtensionStateCache cache)
    {
        var pending = new PendingActions(takesUnnamedErrors: true);
        using var waiter = new PendingList(ActionId, pending, new ExtensionStateCollector(cache, _errors, _limits), _errors);
        pending.Add(waiter);
        var frame = new AmiFrame(_limits);
        var rest = _bytes.Span;
        while (AmiMessageReader.Read(rest, frame, out var message, out var consumed) == AmiReadResult.Message)
        {
            pending.Receive(message, out _);
            rest = rest[consumed..];
        }

        using var list = waiter.Take();
        return waiter.End.IsCompletedSuccessfully && list.RowsReceived == _rows
            ? list.Rows.Length
            : throw new InvalidOperationException("The replayed list was not understood.");
    }
}
