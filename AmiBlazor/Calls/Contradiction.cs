using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// What a PBX says of an extension's state and what it says of that extension's calls cannot both be so. It has lasted, the PBX was asked about both, and
/// has said both again.
/// </summary>
/// <param name="Extension">The extension.</param>
/// <param name="Kind">What contradicts what.</param>
/// <param name="Status">The state that the PBX answers.</param>
/// <param name="Since">Since when it is so; UTC.</param>
public sealed record Contradiction(ExtensionKey Extension, ContradictionKind Kind, ExtensionStatus Status, DateTimeOffset Since);

/// <summary>How a state and calls contradict each other.</summary>
public enum ContradictionKind
{
    /// <summary>A phone of the extension is in a call, and the state says that it is free or unreachable.</summary>
    IdleInCall,

    /// <summary>The state says that a phone rings or is in use, and none has a channel.</summary>
    BusyWithoutCall,
}

internal static class ContradictionKinds
{
    /// <summary>The word for scripts.</summary>
    public static string Word(this ContradictionKind kind) => kind == ContradictionKind.IdleInCall ? "idle-in-call" : "busy-without-call";
}
