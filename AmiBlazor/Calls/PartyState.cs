namespace AmiBlazor.Calls;

/// <summary>What a party of a call does.</summary>
public enum PartyState
{
    /// <summary>The PBX is about to ring it.</summary>
    Starting,

    /// <summary>It calls, and nobody has answered.</summary>
    Calling,

    /// <summary>Its phone rings.</summary>
    Ringing,

    /// <summary>It talks to another.</summary>
    Talking,

    /// <summary>It has put the other party on hold.</summary>
    Holding,

    /// <summary>It was put on hold by the other party, or the other party is away from the call.</summary>
    OnHold,

    /// <summary>It is in a conference room, perhaps alone.</summary>
    InConference,

    /// <summary>It waits in a queue.</summary>
    InQueue,

    /// <summary>It is parked.</summary>
    Parked,

    /// <summary>It listens to a call.</summary>
    Listening,

    /// <summary>It is connected to the PBX alone: a menu, voicemail, an announcement.</summary>
    InApplication,
}
