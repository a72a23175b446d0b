namespace AmiBlazor.Control;

/// <summary>What can be done to calls, agents and recordings. Its names are the words of <c>Ami:Servers:N:Control:Allow</c>.</summary>
public enum ControlKind
{
    /// <summary>Rings one's own phone, then dials a number.</summary>
    Call,

    /// <summary>Ends a party's call.</summary>
    HangUp,

    /// <summary>Hands the other party of a call on to a number.</summary>
    Transfer,

    /// <summary>Parks a party.</summary>
    Park,

    /// <summary>Fetches a parked party with one's own phone.</summary>
    Fetch,

    /// <summary>Answers, with one's own phone, the call that rings at another.</summary>
    PickUp,

    /// <summary>Listens to a call; nobody hears the listener.</summary>
    Listen,

    /// <summary>Listens, and is heard by the party that is listened to alone.</summary>
    Whisper,

    /// <summary>Listens, and is heard by both.</summary>
    Barge,

    /// <summary>Has queues leave an agent out.</summary>
    Pause,

    /// <summary>Has queues call an agent again.</summary>
    Unpause,

    /// <summary>Makes a phone an agent of a queue.</summary>
    AddToQueue,

    /// <summary>Takes an agent out of a queue.</summary>
    RemoveFromQueue,

    /// <summary>Starts to record a call.</summary>
    StartRecording,

    /// <summary>Ends the recording of a call.</summary>
    StopRecording,
}
