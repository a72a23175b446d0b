using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// The hints of one PBX as its last list gave them, and the states of their devices where a hint has several: what an event may be about, and what the
/// devices tell beyond the state that Asterisk folds from them. The holder of the PBX's write lock keeps it in step with the board; anybody may read it.
/// </summary>
internal sealed class HintIndex
{
    // Guards everything below; held for moments.
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Context, string Exten), (string Text, Hint Hint)> _hints = [];

    // Of hints with several devices alone: where there is only one, its state is the extension's.
    private readonly Dictionary<string, List<(string Context, string Exten)>> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string State, long Stamp)> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Context, string Exten)> _appeared = [];
    private readonly Dictionary<(string Context, string Exten), int> _unlisted = [];
    private readonly HashSet<(string Context, string Exten)> _ambiguous = [];
    private bool _hasStates;

    /// <summary>Whether the PBX has this extension.</summary>
    public bool Knows(string context, string exten)
    {
        lock (_lock) return _hints.ContainsKey((context, exten));
    }

    /// <summary>Whether a device is one of several of a hint, and its state is known.</summary>
    public bool Follows(string device)
    {
        lock (_lock) return _hasStates && _users.ContainsKey(device);
    }

    /// <summary>Whether the PBX has told the states of its devices.</summary>
    public bool HasStates
    {
        get
        {
            lock (_lock) return _hasStates;
        }
    }

    /// <summary>The devices of which a hint has several.</summary>
    public IReadOnlyCollection<string> Devices
    {
        get
        {
            lock (_lock) return [.. _users.Keys];
        }
    }

    /// <summary>Where the presence of an extension comes from; null when it is not known.</summary>
    public string? PresenceProvider(string context, string exten)
    {
        lock (_lock) return _hints.TryGetValue((context, exten), out var known) ? known.Hint.PresenceProvider : null;
    }

    /// <summary>
    /// Whether an extension exists in events alone: they have brought it, and two lists after that did not hold it. Some Asterisks send events for what
    /// they do not list.
    /// </summary>
    internal bool IsUnlisted(string context, string exten)
    {
        lock (_lock) return _unlisted.TryGetValue((context, exten), out var lists) && lists > 1;
    }

    /// <summary>Whether the dialplan has two hints of this name, so that an event may be about the other one.</summary>
    public bool IsAmbiguous(string context, string exten)
    {
        lock (_lock) return _ambiguous.Contains((context, exten));
    }

    /// <summary>Events have brought extensions that were not there. Only for the holder of the PBX's write lock.</summary>
    internal void Told(IReadOnlyList<(string Context, string Exten)> appeared)
    {
        lock (_lock) _appeared.UnionWith(appeared);
    }

    /// <summary>A complete list is on the board. Only for the holder of the PBX's write lock.</summary>
    /// <param name="known">The board after it.</param>
    /// <param name="ambiguous">The extensions of which the list held two hints; null when that is not known.</param>
    internal void ListSaved(PbxBoard known, IReadOnlyList<(string Context, string Exten)>? ambiguous)
    {
        lock (_lock)
        {
            foreach (var key in _appeared)
            {
                if (known.Find(key.Context, key.Exten) is >= 0 and var slot && known[slot].Present)
                    _unlisted.Remove(key);
                else
                    _unlisted[key] = _unlisted.GetValueOrDefault(key) + 1;
            }

            _appeared.Clear();
            if (ambiguous is null) return;
            _ambiguous.Clear();
            _ambiguous.UnionWith(ambiguous);
        }
    }

    /// <summary>The extensions of whose devices this is one of several.</summary>
    internal IReadOnlyList<(string Context, string Exten)> Users(string device)
    {
        lock (_lock) return _users.TryGetValue(device, out var users) ? [.. users] : [];
    }

    /// <summary>The devices of a hint with their states.</summary>
    /// <param name="text">The hint.</param>
    /// <param name="younger">States that are younger than the index; null for none.</param>
    /// <returns>Null when the hint has at most one device, or the PBX does not tell their states.</returns>
    internal IReadOnlyList<HintDevice>? States(string text, Dictionary<string, string>? younger = null)
    {
        if (!text.Contains('&', StringComparison.Ordinal)) return null;
        lock (_lock)
        {
            if (!_hasStates) return null;
            var hint = Hint.Parse(text);
            return hint.Devices.Count < 2 ? null : [.. hint.Devices.Select(device => new HintDevice(device, State(device)))];
        }

        string State(string device)
        {
            if (younger is not null && younger.TryGetValue(device, out var told)) return told;
            return _states.TryGetValue(device, out var known) ? known.State : HintDevice.Unknown;
        }
    }

    /// <summary>Puts what the devices tell beside a row of a list or an answer.</summary>
    internal SnapshotRow Resolve(SnapshotRow row)
    {
        if (States(row.Hint) is not { } devices) return row;
        HintState.TryMark(row.StatusCode, devices, out var code);
        return row with { StatusCode = code, Devices = HintDevice.Format(devices) };
    }

    /// <summary>Takes over a list of device states. Only for the holder of the PBX's write lock.</summary>
    /// <param name="states">The states by device.</param>
    /// <param name="stamp">When the list was requested, as a timestamp of the clock: what came later is younger. Null where nothing can have.</param>
    internal void TakeStates(IReadOnlyDictionary<string, string> states, long? stamp)
    {
        lock (_lock)
        {
            var requested = stamp ?? long.MaxValue;
            _hasStates = true;
            foreach (var device in _states.Where(known => known.Value.Stamp < requested && !states.ContainsKey(known.Key)).Select(known => known.Key).ToList())
                _states.Remove(device);
            foreach (var (device, state) in states)
            {
                if (!_states.TryGetValue(device, out var known) || known.Stamp < requested) _states[device] = (state, requested == long.MaxValue ? 0 : requested);
            }
        }
    }

    /// <summary>Takes over states that events told. Only for the holder of the PBX's write lock.</summary>
    internal void TakeStates(Dictionary<string, string> states, long stamp)
    {
        lock (_lock)
        {
            foreach (var (device, state) in states) _states[device] = (state, stamp);
        }
    }

    /// <summary>Follows the board: all of its hints at first, then those that have changed. Only for the holder of the PBX's write lock.</summary>
    /// <param name="known">The board after the change.</param>
    /// <param name="changed">The rows that have changed.</param>
    internal void Follow(PbxBoard known, IReadOnlyList<BoardRow> changed)
    {
        lock (_lock)
        {
            if (_hints.Count > 0)
            {
                foreach (var row in changed) Set(row);
            }
            else
            {
                for (var slot = 0; slot < known.Count; slot++) Set(known[slot]);
            }
        }
    }

    /// <summary>The board was read anew: what is known no longer counts. Only for the holder of the PBX's write lock.</summary>
    internal void Clear()
    {
        lock (_lock)
        {
            _hints.Clear();
            _users.Clear();
            _appeared.Clear();
        }
    }

    private void Set(BoardRow row)
    {
        var key = (row.Key.Context, row.Key.Exten);
        if (_hints.TryGetValue(key, out var before))
        {
            if (row.Present && ReferenceEquals(before.Text, row.Hint)) return;
            _hints.Remove(key);
            foreach (var device in before.Hint.Devices) Forget(device, key);
        }

        if (!row.Present) return;
        var hint = Hint.Parse(row.Hint);
        _hints.Add(key, (row.Hint, hint));
        if (hint.Devices.Count < 2) return;
        foreach (var device in hint.Devices)
        {
            if (!_users.TryGetValue(device, out var users)) _users.Add(device, users = new(1));
            if (!users.Contains(key)) users.Add(key);
        }
    }

    private void Forget(string device, (string Context, string Exten) key)
    {
        if (_users.TryGetValue(device, out var users) && users.Remove(key) && users.Count == 0) _users.Remove(device);
    }
}
