namespace AmiBlazor.Devices;

/// <summary>Something that a PBX is asked about one phone or one mailbox.</summary>
internal abstract record DeviceQuestion
{
    /// <summary>How long the last answer of a contact took.</summary>
    internal sealed record RoundTrip(string Device, string Uri) : DeviceQuestion;

    /// <summary>Where a PJSIP phone is reached that no list has: one with a fixed address, or of a PBX that keeps its contacts elsewhere.</summary>
    internal sealed record Contacts(string Device) : DeviceQuestion;

    /// <summary>Which mailboxes a PJSIP phone's configuration has.</summary>
    internal sealed record Mailboxes(string Device) : DeviceQuestion;

    /// <summary>What a peer of <c>chan_sip</c> calls itself, and its mailboxes.</summary>
    internal sealed record Peer(string Device) : DeviceQuestion;

    /// <summary>How many messages a mailbox has.</summary>
    internal sealed record Count(string Mailbox) : DeviceQuestion;
}
