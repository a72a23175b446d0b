using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>The changes that events make: a pure run over them in order, starting from the board's rows.</summary>
internal sealed class LiveDiff
{
    /// <summary>The id of a row that the database does not know yet.</summary>
    public const int NoId = 0;

    private readonly PbxBoard _known;
    private readonly HintIndex _hints;
    private readonly PbxRoom _room;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(string Context, string Exten), int> _indexOf = [];

    // A change comes as two events in either order, one of the extension and one of the device. A status that the devices do not explain yet waits for
    // the other; what its devices mean is said when they fit, and at the end of the events in any case.
    private readonly Dictionary<(string Context, string Exten), LiveStatus> _unexplained = [];

    private readonly HashSet<(string Context, string Exten)> _halves = [];

    private LiveDiff(PbxBoard known, HintIndex hints, DateTimeOffset now)
    {
        _known = known;
        _hints = hints;
        _room = new PbxRoom(known);
        _now = now;
    }

    /// <summary>Every change of a status, in order. The first status of a new extension is not among them.</summary>
    public List<(BoardRow Row, int From, DateTimeOffset At)> Changes { get; } = [];

    /// <summary>Every row that an event is about, as it is after the last event; rows of <see cref="Added"/> have <see cref="NoId"/>.</summary>
    public List<BoardRow> Rows { get; } = [];

    /// <summary>New extensions, with the first event of each.</summary>
    public List<(SnapshotRow Row, DateTimeOffset At)> Added { get; } = [];

    /// <summary>Extensions that were not known, or not present, before their events.</summary>
    public List<(string Context, string Exten)> Appeared { get; } = [];

    /// <summary>The states of devices after the last event about each.</summary>
    public Dictionary<string, string> Devices { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// True when an event brought nothing new, or a new hint, or a hint without its devices, which may have changed. Asterisk sends a state only when it
    /// changes, ringing excepted (<c>presence_state_cb</c> and <c>device_state_cb</c> in main/pbx.c), but all states when the dialplan is reloaded.
    /// </summary>
    public bool HasReloadTraces { get; private set; }

    /// <summary>
    /// True when the last event about an extension and those about its devices do not fit, although they did before: the other half of a change may be on
    /// its way.
    /// </summary>
    public bool IsHalf => _halves.Count > 0;

    public bool IsEmpty => Rows.Count == 0;

    /// <summary>Runs over the events.</summary>
    /// <param name="known">The PBX's rows; the caller holds its write lock.</param>
    /// <param name="hints">The PBX's hints and the states of their devices.</param>
    /// <param name="events">The events in the order of arrival.</param>
    /// <param name="now">As stored.</param>
    public static LiveDiff Of(PbxBoard known, HintIndex hints, List<LiveEvent> events, DateTimeOffset now)
    {
        var diff = new LiveDiff(known, hints, now);
        foreach (var received in events)
        {
            switch (received)
            {
                case LiveStatus { StatusCode: LiveStatus.Removed } removed:
                    diff.Remove(removed);
                    break;
                case LiveStatus status:
                    diff.Apply(status);
                    break;
                case LiveDevice device:
                    diff.Apply(device);
                    break;
                case LivePresence presence:
                    diff.Apply(presence);
                    break;
            }
        }

        foreach (var status in diff._unexplained.Values.ToList()) diff.Explain(status, diff.States(status.Hint), isLast: true);
        return diff;
    }

    private void Apply(LiveStatus status)
    {
        var at = UtcTime.AsStored(status.At);
        var known = Find(status);
        if (known is not { Present: true })
        {
            if (_hints.IsUnlisted(status.Context, status.Exten)) return;
            if (known is not null) Appeared.Add((status.Context, status.Exten));
        }

        if (known is not { } before)
        {
            // A list is requested in any case: it says how many there are that find no room.
            HasReloadTraces = true;
            var row = new SnapshotRow(status.Context, status.Exten, status.Hint, status.StatusCode);
            if (!_room.TryTake(row)) return;
            Appeared.Add((status.Context, status.Exten));
            Added.Add((row, at));
            Set(new BoardRow(
                NoId, new ExtensionKey(_known.Server, status.Context, status.Exten), status.Hint, Name: null, Department: null, status.StatusCode,
                Present: true, LastSeen: at, LastStatusChange: null, UpdatedAt: _now)
            { SeenBy = ChangeSource.Live });
            return;
        }

        // The event may be about the other hint of this name; its extension is asked for.
        if (_hints.IsAmbiguous(status.Context, status.Exten) && !status.IsAnswer) return;

        // While Asterisk reloads its dialplan, it sends a new hint's state before its devices.
        var isHintMissing = status.Hint.Length == 0 && before.Hint.Length > 0;
        HasReloadTraces |= isHintMissing || !before.Present
            || (status.StatusCode == before.AmiCode && !IsRinging(status.StatusCode) && !status.IsAnswer);
        var hint = isHintMissing || HintText.IsSame(status.Hint, before.Hint) ? before.Hint : status.Hint;
        if (hint.Length != status.Hint.Length) status = status with { Hint = hint };
        if (States(hint) is { } devices)
            Explain(status, devices, isLast: false);
        else
            Change(before, Listed(before) with { Hint = hint, StatusCode = status.StatusCode, Devices = null }, at);
    }

    /// <summary>Says what the devices of an extension tell beside its status, once they fit.</summary>
    private void Explain(LiveStatus status, IReadOnlyList<HintDevice>? devices, bool isLast)
    {
        var key = (status.Context, status.Exten);
        if (_unexplained.Remove(key, out var earlier) && earlier != status && earlier.StatusCode != status.StatusCode) Explain(earlier, devices, isLast: true);
        if (Find(status) is not { } before) return;
        var fits = HintState.TryMark(status.StatusCode, devices ?? [], out var code);
        if (fits)
            _halves.Remove(key);
        else if (!isLast && (_halves.Contains(key) || HintState.TryMark(before.AmiCode, HintDevice.Parse(before.Devices), out _)))
            _halves.Add(key);
        if (!fits && !isLast && status.StatusCode != before.AmiCode)
        {
            _unexplained.Add(key, status);
            return;
        }

        // What the devices said of this very number before still holds while they only lag behind.
        if (!fits && status.StatusCode == before.AmiCode) code = before.StatusCode;
        var after = Listed(before) with { Hint = status.Hint, StatusCode = code, Devices = devices is null ? null : HintDevice.Format(devices) };
        Change(before, after, UtcTime.AsStored(status.At));
    }

    private void Apply(LiveDevice device)
    {
        Devices[device.Device] = device.State;
        foreach (var (context, exten) in _hints.Users(device.Device))
        {
            if (_unexplained.TryGetValue((context, exten), out var status))
                Explain(status, States(status.Hint), isLast: false);
            else if (Find(context, exten) is { Present: true } row && States(row.Hint) is { } devices)
                Explain(new LiveStatus(context, exten, row.Hint, row.AmiCode, device.At), devices, isLast: false);
        }
    }

    private IReadOnlyList<HintDevice>? States(string hint) => _hints.States(hint, Devices);

    /// <summary>Marks an extension offline, as a complete list without it would.</summary>
    private void Remove(LiveStatus removed)
    {
        if (Find(removed) is { Present: true } before)
        {
            var at = UtcTime.AsStored(removed.At);
            Change(before, before with { StatusCode = ExtensionStatusExtensions.OfflineCode, Devices = null, Present = false, GoneSince = at }, at);
        }
    }

    private void Apply(LivePresence presence)
    {
        if (Find(presence) is not { } before) return;
        Set(before with
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
            after = after with { LastStatusChange = after.Status == before.Status ? before.LastStatusChange : at, UpdatedAt = _now };
            Changes.Add((after, before.StatusCode, at));
        }
        else if (after.Present != before.Present || !ReferenceEquals(after.Hint, before.Hint))
        {
            after = after with { UpdatedAt = _now };
        }

        Set(after);
    }

    private static BoardRow Listed(BoardRow row) => row.Present ? row : row with { Present = true, GoneSince = null, ArchivedAt = null };

    /// <summary>Asterisk sends the state of a ringing phone again and again.</summary>
    private static bool IsRinging(int code) => code > 0 && (code & 8) != 0;

    private BoardRow? Find(LiveEvent received) => Find(received.Context, received.Exten);

    private BoardRow? Find(string context, string exten)
    {
        if (_indexOf.TryGetValue((context, exten), out var index)) return Rows[index];
        var slot = _known.Find(context, exten);
        return slot < 0 ? null : _known[slot];
    }

    private void Set(BoardRow row)
    {
        var key = (row.Key.Context, row.Key.Exten);
        if (_indexOf.TryGetValue(key, out var index))
        {
            Rows[index] = row;
            return;
        }

        _indexOf.Add(key, Rows.Count);
        Rows.Add(row);
    }
}
