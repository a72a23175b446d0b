using AmiBlazor.Board;

namespace AmiBlazor.Devices;

/// <summary>The phones and mailboxes of one PBX at one moment. Immutable.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Phones">The phones of its hints, by device, whatever its case.</param>
/// <param name="Mailboxes">Its mailboxes, by name.</param>
public sealed record PbxDevices(string Server, IReadOnlyDictionary<string, Phone> Phones, IReadOnlyDictionary<string, Mailbox> Mailboxes)
{
    // The mailbox of each number; null for a number that several have.
    private readonly Lazy<Dictionary<string, Mailbox?>> _numbers = new(() =>
        Mailboxes.Values.GroupBy(mailbox => mailbox.Number, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count() == 1 ? same.First() : null, StringComparer.Ordinal));

    public static PbxDevices Empty(string server) => new(
        server, new Dictionary<string, Phone>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, Mailbox>(StringComparer.Ordinal));

    /// <summary>The phones of an extension's hint that the PBX tells something of, in the hint's order.</summary>
    public IReadOnlyList<Phone> PhonesOf(BoardRow row)
    {
        if (Phones.Count == 0 || !row.Present) return [];
        var phones = new List<Phone>();
        foreach (var device in Hint.Parse(row.Hint).Devices)
        {
            if (Phones.TryGetValue(device, out var phone) && !phones.Contains(phone)) phones.Add(phone);
        }

        return phones;
    }

    /// <summary>
    /// The mailboxes of an extension: those that its phones' configuration has. Where it has none, the only one with its number, if a phone of its hint has
    /// that number too: what is more is guessed.
    /// </summary>
    public IReadOnlyList<Mailbox> MailboxesOf(BoardRow row)
    {
        if (Mailboxes.Count == 0) return [];
        var phones = PhonesOf(row);
        var named = phones.SelectMany(phone => phone.Mailboxes ?? []).Distinct(StringComparer.Ordinal)
            .Select(name => Mailboxes.GetValueOrDefault(name)).OfType<Mailbox>().ToList();
        if (named.Count > 0) return named;
        return phones.Any(phone => string.Equals(phone.Name, row.Key.Exten, StringComparison.Ordinal))
            && _numbers.Value.GetValueOrDefault(row.Key.Exten) is { } own
                ? [own]
                : [];
    }
}
