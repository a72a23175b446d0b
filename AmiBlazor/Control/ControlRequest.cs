using AmiBlazor.Board;

namespace AmiBlazor.Control;

/// <summary>
/// Something to be done on a PBX. Whatever a request holds is only looked up: what reaches the PBX is made from what the boards and the configuration hold.
/// </summary>
/// <param name="Server">The PBX.</param>
internal abstract record ControlRequest(string Server)
{
    /// <summary>What is to be done.</summary>
    public abstract ControlKind Kind { get; }

    /// <summary>The party whose conversation it acts on at once: one thing at a time is done to each. Null for what does not, or rings a phone first.</summary>
    public virtual string? TurnOf => null;
}

/// <summary>Rings one's own phone and, when it has been answered, dials a number in the configured context.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The extension whose phone rings.</param>
/// <param name="Number">The number to dial.</param>
internal sealed record CallRequest(string Server, ExtensionKey From, string Number) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.Call;
}

/// <summary>Ends a party's call.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="ChannelId">The party: a Uniqueid that is on the call board now.</param>
internal sealed record HangUpRequest(string Server, string ChannelId) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.HangUp;

    public override string? TurnOf => ChannelId;
}

/// <summary>Hands the other party of a call on to a number, and ends the call for the one who does.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="ChannelId">The party that hands the other one on: a Uniqueid that is on the call board now.</param>
/// <param name="Number">The number to dial.</param>
internal sealed record TransferRequest(string Server, string ChannelId, string Number) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.Transfer;

    public override string? TurnOf => ChannelId;
}

/// <summary>Parks a party. The extension that it talked to is free then; a party that nobody fetches in time rings there again.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="ChannelId">The party that is parked: a Uniqueid that is on the call board now.</param>
internal sealed record ParkRequest(string Server, string ChannelId) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.Park;

    public override string? TurnOf => ChannelId;
}

/// <summary>Fetches a parked party with one's own phone.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The extension whose phone rings.</param>
/// <param name="ChannelId">The parked party: a Uniqueid that is on the call board now.</param>
internal sealed record FetchRequest(string Server, ExtensionKey From, string ChannelId) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.Fetch;
}

/// <summary>Answers, with one's own phone, the call that rings at another.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The extension whose phone rings.</param>
/// <param name="ChannelId">The ringing party: a Uniqueid that is on the call board now.</param>
internal sealed record PickUpRequest(string Server, ExtensionKey From, string ChannelId) : ControlRequest(Server)
{
    public override ControlKind Kind => ControlKind.PickUp;
}

/// <summary>Listens to a party's call with one's own phone.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The extension whose phone rings.</param>
/// <param name="ChannelId">The party to listen to: a Uniqueid that is on the call board now.</param>
/// <param name="Mode">Who hears the one that listens.</param>
internal sealed record ListenRequest(string Server, ExtensionKey From, string ChannelId, ListenMode Mode) : ControlRequest(Server)
{
    public override ControlKind Kind => Mode switch
    {
        ListenMode.Whisper => ControlKind.Whisper,
        ListenMode.Barge => ControlKind.Barge,
        _ => ControlKind.Listen,
    };
}

/// <summary>Starts or ends the recording of a call.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="ChannelId">A party of the call: a Uniqueid that is on the call board now.</param>
/// <param name="Start">Whether it begins.</param>
internal sealed record RecordRequest(string Server, string ChannelId, bool Start) : ControlRequest(Server)
{
    public override ControlKind Kind => Start ? ControlKind.StartRecording : ControlKind.StopRecording;

    public override string? TurnOf => ChannelId;
}

/// <summary>Has a queue, or all of them, leave an agent out or call the agent again.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue; null for all queues that the agent is in, whatever they dial for the agent's extension.</param>
/// <param name="Interface">The agent's interface, as the queue board has it.</param>
/// <param name="Paused">Whether the agent is left out.</param>
/// <param name="Reason">Why; null for none. At most 80 characters on one line, and one of the configured reasons where there are some.</param>
internal sealed record PauseRequest(string Server, string? Queue, string Interface, bool Paused, string? Reason) : ControlRequest(Server)
{
    public override ControlKind Kind => Paused ? ControlKind.Pause : ControlKind.Unpause;
}

/// <summary>Makes a phone an agent of a queue, or takes the agent out of it.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue, as the queue board has it.</param>
/// <param name="Interface">To add: a device of an extension, or an interface that a queue has. To remove: the agent's in this queue.</param>
/// <param name="Add">Whether it is added.</param>
internal sealed record MembershipRequest(string Server, string Queue, string Interface, bool Add) : ControlRequest(Server)
{
    public override ControlKind Kind => Add ? ControlKind.AddToQueue : ControlKind.RemoveFromQueue;
}
