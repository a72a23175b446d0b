namespace AmiBlazor.Ami;

/// <summary>What a PBX says of a contact: of one place at which a phone can be reached.</summary>
internal enum ContactState
{
    /// <summary>It is there, and the PBX does not ask whether it answers, or has not yet.</summary>
    Unqualified,

    /// <summary>It answers <c>OPTIONS</c>.</summary>
    Reachable,

    /// <summary>It does not answer <c>OPTIONS</c>.</summary>
    Unreachable,

    /// <summary>Its registration has ended.</summary>
    Removed,
}
