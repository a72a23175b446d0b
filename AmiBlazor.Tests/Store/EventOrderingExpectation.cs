using AmiBlazor.Store;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// What the board has to say after each step, by the rules alone and as plainly as they can be put: one thing after the other, live wins over an older
/// row, missing means offline.
/// </summary>
internal sealed class EventOrderingExpectation
{
    private readonly Queue<LiveEvent> _waiting = new();
    private readonly Dictionary<(string Context, string Exten), long> _heard = [];
    private long? _lastList;

    public Dictionary<(string Context, string Exten), EventOrderingRow> Rows { get; } = [];

    public int Waiting => _waiting.Count;

    public void Hear(LiveEvent heard, long stamp)
    {
        _waiting.Enqueue(heard);
        if (heard is LiveStatus) _heard[(heard.Context, heard.Exten)] = stamp;
    }

    /// <summary>The program starts anew: what it had not written is gone.</summary>
    public void Forget()
    {
        _waiting.Clear();
        _heard.Clear();
        _lastList = null;
    }

    public void Write()
    {
        while (_waiting.TryDequeue(out var heard))
        {
            var key = (heard.Context, heard.Exten);
            var before = Rows.GetValueOrDefault(key);
            switch (heard)
            {
                case LivePresence presence when before is not null:
                    Rows[key] = before with { Presence = presence.Presence, Message = presence.Message };
                    break;
                case LiveStatus { StatusCode: LiveStatus.Removed } when before is { Present: true }:
                    Rows[key] = before with { Code = 4, Present = false };
                    break;
                case LiveStatus { StatusCode: not LiveStatus.Removed } status:
                    var hint = status.Hint.Length == 0 && before is not null ? before.Hint : status.Hint;
                    Rows[key] = (before ?? new EventOrderingRow()) with { Hint = hint, Code = status.StatusCode, Present = true };
                    break;
            }
        }
    }

    /// <param name="rows">A list's rows, or the answers.</param>
    /// <param name="stamp">When it was asked for.</param>
    /// <param name="isList">True where what is missing is gone.</param>
    public void Apply(IReadOnlyCollection<SnapshotRow> rows, long stamp, bool isList)
    {
        Write();
        if (stamp < _lastList) return;
        foreach (var row in rows.Where(row => IsOld((row.Context, row.Exten))))
        {
            var before = Rows.GetValueOrDefault((row.Context, row.Exten)) ?? new EventOrderingRow();
            Rows[(row.Context, row.Exten)] = before with { Hint = row.Hint, Code = row.StatusCode, Present = true };
        }

        if (!isList) return;
        var listed = rows.Select(row => (row.Context, row.Exten)).ToHashSet();
        foreach (var (key, row) in Rows.Where(row => row.Value.Present && !listed.Contains(row.Key) && IsOld(row.Key)).ToList())
            Rows[key] = row with { Code = 4, Present = false };
        _lastList = stamp;

        bool IsOld((string, string) key) => !_heard.TryGetValue(key, out var heard) || heard < stamp;
    }

    public void Rename((string Context, string Exten) key, string? name)
    {
        if (Rows.TryGetValue(key, out var row)) Rows[key] = row with { Name = name };
    }
}
