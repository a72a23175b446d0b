using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// The extensions of one PBX by their phones: those whose hints have a device. The number in a channel's name says nothing: a phone may be called otherwise
/// than its extension.
/// </summary>
internal sealed class PhoneIndex
{
    private readonly Dictionary<ExtensionKey, string> _hints = [];
    private readonly Dictionary<string, List<ExtensionKey>> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ExtensionKey>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ExtensionKey>> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The extensions of a device, such as <c>PJSIP/1001</c>; empty for one that belongs to none.</summary>
    public IReadOnlyList<ExtensionKey> Of(string device)
    {
        if (_found.TryGetValue(device, out var found)) return found;
        if (!_users.TryGetValue(device, out var users)) return [];

        // One array for each device: whoever compares two moments finds the same one.
        found = [.. users];
        _found.Add(device, found);
        return found;
    }

    /// <summary>The extensions of a number, whatever their contexts.</summary>
    public IReadOnlyList<ExtensionKey> Numbered(string exten) => _numbers.GetValueOrDefault(exten) ?? [];

    /// <summary>The extension of a number in a context; none when there is no such one.</summary>
    public IReadOnlyList<ExtensionKey> Find(string context, string exten) =>
        [.. Numbered(exten).Where(key => string.Equals(key.Context, context, StringComparison.Ordinal))];

    /// <summary>Takes over the board's rows: those that have changed, or all of them.</summary>
    /// <returns>Whether an extension has got other phones.</returns>
    public bool Follow(IEnumerable<BoardRow> rows)
    {
        var isChanged = false;
        foreach (var row in rows)
        {
            var hint = row.Present ? row.Hint : "";
            if (_hints.TryGetValue(row.Key, out var before))
            {
                if (ReferenceEquals(before, hint) || string.Equals(before, hint, StringComparison.Ordinal)) continue;
                foreach (var device in Phones(before)) Forget(device, row.Key);
            }
            else
            {
                if (!_numbers.TryGetValue(row.Key.Exten, out var same)) _numbers.Add(row.Key.Exten, same = new(1));
                same.Add(row.Key);
            }

            isChanged = true;
            _hints[row.Key] = hint;
            foreach (var device in Phones(hint)) Add(device, row.Key);
        }

        return isChanged;
    }

    private static IEnumerable<string> Phones(string hint) => Hint.Parse(hint).Devices.Where(Hint.IsPhone);

    private void Add(string device, ExtensionKey key)
    {
        _found.Remove(device);
        if (!_users.TryGetValue(device, out var users)) _users.Add(device, users = []);
        if (!users.Contains(key)) users.Add(key);
    }

    private void Forget(string device, ExtensionKey key)
    {
        _found.Remove(device);
        if (_users.TryGetValue(device, out var users) && users.Remove(key) && users.Count == 0) _users.Remove(device);
    }
}
