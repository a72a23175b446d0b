using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// The hints of one PBX as its last list gave them, by extension and by device: what an event may be about. The holder of the PBX's write lock keeps it in
/// step with the board; anybody may read it.
/// </summary>
internal sealed class HintIndex
{
    // Guards everything below; held for moments.
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Context, string Exten), (string Text, Hint Hint)> _hints = [];
    private readonly Dictionary<string, List<(string Context, string Exten)>> _extensions = new(StringComparer.Ordinal);

    /// <summary>Whether the PBX has this extension.</summary>
    public bool Knows(string context, string exten)
    {
        lock (_lock) return _hints.ContainsKey((context, exten));
    }

    /// <summary>Whether the state of any extension depends on a device.</summary>
    public bool IsUsed(string device)
    {
        lock (_lock) return _extensions.ContainsKey(device);
    }

    /// <summary>The extensions whose state depends on a device.</summary>
    public IReadOnlyList<(string Context, string Exten)> Users(string device)
    {
        lock (_lock) return _extensions.TryGetValue(device, out var users) ? [.. users] : [];
    }

    /// <summary>The devices and the presence of an extension; empty when it is not known.</summary>
    public Hint Find(string context, string exten)
    {
        lock (_lock) return _hints.TryGetValue((context, exten), out var known) ? known.Hint : Hint.Empty;
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
            _extensions.Clear();
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
        foreach (var device in hint.Devices)
        {
            if (!_extensions.TryGetValue(device, out var users)) _extensions.Add(device, users = new(1));
            if (!users.Contains(key)) users.Add(key);
        }
    }

    private void Forget(string device, (string Context, string Exten) key)
    {
        if (_extensions.TryGetValue(device, out var users) && users.Remove(key) && users.Count == 0) _extensions.Remove(device);
    }
}
