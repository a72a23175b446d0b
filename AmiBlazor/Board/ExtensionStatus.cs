namespace AmiBlazor.Board;

/// <summary>What an extension is doing, in telephony's words.</summary>
public enum ExtensionStatus
{
    Online,
    InUse,
    Busy,
    Offline,
    Ringing,
    RingingInUse,
    OnHold,

    /// <summary>Every phone of the extension is unavailable; only other devices of its hint hold up another state.</summary>
    NoPhone,

    /// <summary>A device of its hint says “do not disturb”, and no phone of it is in a call.</summary>
    DoNotDisturb,

    /// <summary>The PBX does not know, or sent an unknown number.</summary>
    Unknown,

    /// <summary>The PBX no longer lists it. On pages alone: REST, files and the history call it <see cref="Offline"/>.</summary>
    Gone,

    /// <summary>Gone, and kept off the board. On pages alone, as well.</summary>
    Archived,
}
