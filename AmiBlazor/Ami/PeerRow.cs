namespace AmiBlazor.Ami;

/// <summary>A peer of <c>chan_sip</c>, as its list has it.</summary>
/// <param name="Name">Its name; its device is <c>SIP/name</c>.</param>
/// <param name="Address">Where it is reached; empty when it is nowhere.</param>
/// <param name="Port">Its port; 0 when it is nowhere.</param>
/// <param name="IsRegistering">Whether it registers; if not, its address is configured.</param>
/// <param name="State">Whether it answers; <see cref="PeerState.Unknown"/> when the PBX does not ask it.</param>
/// <param name="RoundTrip">How long its last answer took; null when it is not told.</param>
internal sealed record PeerRow(string Name, string Address, int Port, bool IsRegistering, PeerState State, TimeSpan? RoundTrip);
