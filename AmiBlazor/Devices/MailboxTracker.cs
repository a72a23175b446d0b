using AmiBlazor.Ami;

namespace AmiBlazor.Devices;

/// <summary>What is known of the mailboxes of one PBX, from its list, from answers and from events. Bounded. Used by one thread.</summary>
internal sealed class MailboxTracker
{
    /// <summary>The most mailboxes that are kept.</summary>
    public const int Most = 20_000;

    private readonly Dictionary<string, Mailbox> _all = new(StringComparer.Ordinal);

    // What events have told of since the list was requested: the list may be older.
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);

    /// <summary>Whether something has changed since <see cref="Take"/>.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>A mailbox's whole name: one without a context is of <c>default</c>.</summary>
    public static string NameOf(string mailbox) => mailbox.Contains('@', StringComparison.Ordinal) ? mailbox : mailbox + "@default";

    public bool Has(string mailbox) => _all.ContainsKey(NameOf(mailbox));

    /// <summary>A new connection begins: what happened meanwhile nobody knows.</summary>
    public void Begin()
    {
        _all.Clear();
        IsChanged = true;
    }

    /// <summary>A list is about to be requested.</summary>
    public void BeginList() => _heard.Clear();

    /// <summary>Applies an event or an answer.</summary>
    /// <returns>Whether the PBX must be asked for more than it says: whose mailbox it is, after the first.</returns>
    public bool Apply(DeviceEvent.Messages received)
    {
        var isFirst = IsEmpty;
        if (_heard.Count < Most) _heard.Add(NameOf(received.Mailbox));
        Put(received);
        return isFirst;
    }

    /// <summary>Takes over all mailboxes.</summary>
    public void Load(IReadOnlyList<DeviceEvent.Messages> rows)
    {
        var names = rows.Select(row => NameOf(row.Mailbox)).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _all.Keys.Where(name => !names.Contains(name) && !_heard.Contains(name)).ToList())
        {
            _all.Remove(gone);
            IsChanged = true;
        }

        foreach (var row in rows.Where(row => !_heard.Contains(NameOf(row.Mailbox)))) Put(row);
    }

    /// <summary>All of them as they are now.</summary>
    public IReadOnlyDictionary<string, Mailbox> Take()
    {
        IsChanged = false;
        return new Dictionary<string, Mailbox>(_all, _all.Comparer);
    }

    private void Put(DeviceEvent.Messages messages)
    {
        var mailbox = new Mailbox(NameOf(messages.Mailbox), messages.New, messages.Old);
        if (_all.TryGetValue(mailbox.Name, out var before) ? before == mailbox : _all.Count >= Most) return;
        _all[mailbox.Name] = mailbox;
        IsChanged = true;
    }
}
