namespace AmiBlazor.Queues;

/// <summary>What an agent does, seen from one queue.</summary>
public enum AgentState
{
    /// <summary>The PBX does not know.</summary>
    Unknown,

    /// <summary>The phone is free.</summary>
    Free,

    /// <summary>The phone rings.</summary>
    Ringing,

    /// <summary>In a call of this queue.</summary>
    InCall,

    /// <summary>In a call of another queue.</summary>
    InOtherQueue,

    /// <summary>In a call that came through no queue.</summary>
    InOtherCall,

    /// <summary>Held by the other party.</summary>
    OnHold,

    /// <summary>The phone cannot be reached, or there is none.</summary>
    Unavailable,
}
