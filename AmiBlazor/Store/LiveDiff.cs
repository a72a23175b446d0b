using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>What events that were heard would change: a pure run over them in their order, from the rows that the board has.</summary>
internal sealed class LiveDiff
{
    /// <summary>The id of a row that the database does not know yet.</summary>
    public const int NoId = 0;

    private readonly PbxBoard _known;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(string Context, string Exten), int> _at = [];

    private LiveDiff(PbxBoard known, DateTimeOffset now)
    {
        _known = known;
        _now = now;
    }

    /// <summary>Every change of a status, in order; not the first status of an extension that was not known.</summary>
    public List<(BoardRow Row, int From, DateTimeOffset At)> Changes { get; } = [];

    /// <summary>Every row that was spoken of, as it is after all of it; those of <see cref="Added"/> with <see cref="NoId"/>.</summary>
    public List<BoardRow> Rows { get; } = [];

    /// <summary>Extensions that were not known, with the first that was heard of each.</summary>
    public List<(SnapshotRow Row, DateTimeOffset At)> Added { get; } = [];

    /// <summary>
    /// True when an event told what was known already, or of a hint that was not, or of one without its devices, which may be others now: Asterisk tells a state only when it changes, but all of them when the
    /// dialplan is reloaded (<c>presence_state_cb</c> and <c>device_state_cb</c> in main/pbx.c leave unchanged ones out, ringing excepted).
    /// </summary>
    public bool HasReloadTraces { get; private set; }

    public bool IsEmpty => Rows.Count == 0;

    /// <summary>Runs over the events.</summary>
    /// <param name="known">The PBX's rows; the caller has the turn to write them.</param>
    /// <param name="events">In the order in which they were heard.</param>
    /// <param name="now">As stored.</param>
    public static LiveDiff Of(PbxBoard known, List<LiveEvent> events, DateTimeOffset now)
    {
        var diff = new LiveDiff(known, now);
        foreach (var heard in events)
        {
            switch (heard)
            {
                case LiveStatus { StatusCode: LiveStatus.Removed } removed:
                    diff.Remove(removed);
                    break;
                case LiveStatus status:
                    diff.Take(status);
                    break;
                case LivePresence presence:
                    diff.Take(presence);
                    break;
            }
        }

        return diff;
    }

    private void Take(LiveStatus status)
    {
        var at = UtcTime.AsStored(status.At);
        if (Find(status) is not { } before)
        {
            HasReloadTraces = true;
            var row = new SnapshotRow(status.Context, status.Exten, status.Hint, status.StatusCode);
            Added.Add((row, at));
            Put(new BoardRow(
                NoId, new ExtensionKey(_known.Server, status.Context, status.Exten), status.Hint, Name: null, Department: null, status.StatusCode,
                Present: true, LastSeen: at, LastStatusChange: null, UpdatedAt: _now)
            { SeenBy = ChangeSource.Live });
            return;
        }

        // While Asterisk reloads its dialplan it tells a new hint's state before its devices.
        var hint = status.Hint.Length == 0 || string.Equals(status.Hint, before.Hint, StringComparison.Ordinal) ? before.Hint : status.Hint;
        var isUnsaid = status.Hint.Length == 0 && before.Hint.Length > 0;
        HasReloadTraces |= isUnsaid || !before.Present || !ReferenceEquals(hint, before.Hint) || (status.StatusCode == before.StatusCode && !IsRinging(status.StatusCode));
        Change(before, before with { Hint = hint, StatusCode = status.StatusCode, Present = true }, at);
    }

    /// <summary>As a complete list would have it that no longer holds the extension.</summary>
    private void Remove(LiveStatus removed)
    {
        if (Find(removed) is { Present: true } before)
            Change(before, before with { StatusCode = ExtensionStatusExtensions.OfflineCode, Present = false }, UtcTime.AsStored(removed.At));
    }

    private void Take(LivePresence presence)
    {
        if (Find(presence) is not { } before)
            return;
        Put(before with
        {
            Presence = presence.Presence,
            PresenceMessage = presence.Message,
            LastSeen = UtcTime.AsStored(presence.At),
            SeenBy = ChangeSource.Live,
            UpdatedAt = _now,
        });
    }

    private void Change(BoardRow before, BoardRow after, DateTimeOffset at)
    {
        after = after with { LastSeen = at, SeenBy = ChangeSource.Live };
        if (after.StatusCode != before.StatusCode)
        {
            after = after with { LastStatusChange = at, UpdatedAt = _now };
            Changes.Add((after, before.StatusCode, at));
        }
        else if (after.Present != before.Present || !ReferenceEquals(after.Hint, before.Hint))
        {
            after = after with { UpdatedAt = _now };
        }

        Put(after);
    }

    /// <summary>Of a ringing phone Asterisk tells again and again.</summary>
    private static bool IsRinging(int code) => code > 0 && (code & 8) != 0;

    private BoardRow? Find(LiveEvent heard)
    {
        if (_at.TryGetValue((heard.Context, heard.Exten), out var index))
            return Rows[index];
        var slot = _known.Find(heard.Context, heard.Exten);
        return slot < 0 ? null : _known[slot];
    }

    private void Put(BoardRow row)
    {
        var key = (row.Key.Context, row.Key.Exten);
        if (_at.TryGetValue(key, out var index))
        {
            Rows[index] = row;
            return;
        }

        _at.Add(key, Rows.Count);
        Rows.Add(row);
    }
}
