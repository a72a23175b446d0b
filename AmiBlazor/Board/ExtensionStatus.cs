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

    /// <summary>The PBX does not know, or sent an unknown number.</summary>
    Unknown,
}
