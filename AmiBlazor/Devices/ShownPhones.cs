using AmiBlazor.Board;

namespace AmiBlazor.Devices;

/// <summary>What one viewer sees of the phones of an extension that is visible to them.</summary>
/// <param name="Phones">The phones that the PBX tells something of.</param>
/// <param name="Mailboxes">The extension's mailboxes.</param>
internal sealed record ShownPhones(IReadOnlyList<Phone> Phones, IReadOnlyList<Mailbox> Mailboxes)
{
    public static readonly ShownPhones None = new([], []);

    /// <summary>The phones of an extension.</summary>
    /// <param name="devices">The PBX's.</param>
    /// <param name="row">The extension.</param>
    /// <param name="withAddresses">Whether the viewer sees addresses.</param>
    public static ShownPhones Of(PbxDevices devices, BoardRow row, bool withAddresses)
    {
        var phones = devices.PhonesOf(row).Where(phone => phone.Standing != PhoneStanding.Unknown || phone.Contacts.Count > 0);
        if (!withAddresses) phones = phones.Select(Bare);
        return new ShownPhones([.. phones], devices.MailboxesOf(row));
    }

    /// <summary>The phone of a device; null when the PBX tells nothing of it.</summary>
    public Phone? Find(string device) => Phones.FirstOrDefault(phone => string.Equals(phone.Device, device, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether both show the same.</summary>
    public bool IsLike(ShownPhones other) => Phones.SequenceEqual(other.Phones) && Mailboxes.SequenceEqual(other.Mailboxes);

    private static Phone Bare(Phone phone) => phone with
    {
        Contacts = [.. phone.Contacts.Select(contact => contact with { Uri = "", Address = "", Port = 0, OwnAddress = "" })],
    };
}
