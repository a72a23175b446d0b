namespace AmiBlazor.Ami;

/// <summary>What a PBX says of a peer of <c>chan_sip</c>.</summary>
internal enum PeerState
{
    /// <summary>Nothing that is used: another phone that tries to register in its place and is refused, for one.</summary>
    Unknown,

    /// <summary>It has registered.</summary>
    Registered,

    /// <summary>It answers <c>OPTIONS</c>, be it late.</summary>
    Reachable,

    /// <summary>It does not answer <c>OPTIONS</c>.</summary>
    Unreachable,

    /// <summary>Its registration has ended.</summary>
    Unregistered,
}
