namespace AmiBlazor.Ami;

/// <summary>Something that a PBX says by itself about phones and mailboxes.</summary>
internal abstract record DeviceEvent
{
    /// <summary>A contact of a PJSIP endpoint has another state (<c>ContactStatus</c>).</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Uri">Where the phone is reached.</param>
    /// <param name="State">Its state.</param>
    /// <param name="RoundTrip">How long its last answer took; null when none came.</param>
    internal sealed record Contact(string Endpoint, string Uri, ContactState State, TimeSpan? RoundTrip) : DeviceEvent;

    /// <summary>A peer has another state (<c>PeerStatus</c>). Of PJSIP it says less than <see cref="Contact"/>.</summary>
    /// <param name="Device">Such as <c>SIP/2001</c>.</param>
    /// <param name="State">Its state.</param>
    /// <param name="Address">Address and port; empty when it is not told.</param>
    /// <param name="RoundTrip">How long its last answer took; null when it is not told.</param>
    internal sealed record Peer(string Device, PeerState State, string Address, TimeSpan? RoundTrip) : DeviceEvent;

    /// <summary>The messages of a mailbox have changed (<c>MessageWaiting</c>).</summary>
    /// <param name="Mailbox">Such as <c>1001@default</c>.</param>
    /// <param name="New">How many have not been heard.</param>
    /// <param name="Old">How many have been heard.</param>
    internal sealed record Messages(string Mailbox, int New, int Old) : DeviceEvent;
}
