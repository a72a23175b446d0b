using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>What is said about a request. Each is a whole sentence, so that it can be translated. None names somebody whom the viewer may not see.</summary>
internal static class ControlMessages
{
    // Not allowed.
    public static FormattableString Off(string server) => $"Call control is not set up for PBX “{server}”.";

    public static FormattableString NotInAllow(string server, ControlKind kind) =>
        $"{kind} is not allowed on PBX “{server}”: Ami:Servers:N:Control:Allow leaves it out.";

    public static FormattableString NotInScope => $"A party of this call is outside your scope, so you cannot act on it.";

    public static FormattableString NumberNotAllowed(string number) =>
        $"{number} may not be dialed from here: it is no extension that you can see, and Ami:Servers:N:Control:DialPatterns does not allow it.";

    // Invalid.
    public static FormattableString NoNumber(string text) =>
        $"“{text}” is not a number: use 1 to {DialPattern.LongestNumber} digits, “*”, “#”, and “+”.";

    public static FormattableString NoOwnPhone(string from) => $"Extension {from} has no phone that can ring. Check its hint in the dialplan.";

    public static FormattableString OwnPhoneUnknown => $"The extension whose phone should ring is not on this PBX, or outside your scope.";

    public static FormattableString OwnPhoneBusy(string from) => $"Extension {from} is in a call. End that call first.";

    public static FormattableString OwnPhoneAsked(string from) => $"The phone of extension {from} is being rung already. Answer it, or wait a moment.";

    public static FormattableString NotTalking => $"This party is connected to nobody. Wait until the call has been answered.";

    public static FormattableString NotWithOne => $"This party is not connected to exactly one other, so nobody can be handed on.";

    public static FormattableString NotRinging => $"This phone does not ring any more, so there is nothing to pick up.";

    public static FormattableString NotParked => $"This party is not parked any more.";

    public static FormattableString AlreadyParked => $"This party is parked already.";

    public static FormattableString ListensItself => $"This party listens to a call itself. Choose the party that it listens to.";

    public static FormattableString OwnCall => $"This is a call of your own phone.";

    public static FormattableString BadReason => $"The reason is not allowed: use at most {ControlText.LongestReason} characters on one line, without “;” and “|”.";

    public static FormattableString ReasonNotListed => $"Choose one of the reasons that Ami:Servers:N:Control:PauseReasons lists.";

    public static FormattableString AgentOfConfiguration(string queue) =>
        $"This agent belongs to queue “{queue}” by the PBX's configuration, so only that can remove the agent. Pause the agent instead.";

    public static FormattableString AgentAlready(string queue) => $"This phone is already an agent of queue “{queue}”.";

    public static FormattableString AgentThere => $"This phone is already an agent of this queue.";

    public static FormattableString InterfaceUnknown => $"This is no phone of an extension that you can see, and no agent of a queue.";

    public static FormattableString Unusable(string server) =>
        $"PBX “{server}” names this call, agent, or queue in a way that cannot be sent back safely. Act on it at the phone.";

    // Gone.
    public static FormattableString CallGone => $"This call is no longer there.";

    public static FormattableString ChangedMeanwhile => $"Somebody else has acted on this call meanwhile. Look at the calls.";

    public static FormattableString AgentGone => $"This agent is no longer there.";

    public static FormattableString QueueNotThere => $"This queue is no longer there.";

    public static FormattableString QueueGone(string queue) => $"There is no queue “{queue}” that you can see.";

    public static FormattableString AnsweredElsewhere => $"The call was answered elsewhere, or its caller has hung up.";

    public static FormattableString FetchedElsewhere => $"The parked call was fetched elsewhere, or its caller has hung up.";

    public static FormattableString EndedMeanwhile => $"The call ended before your phone had been answered.";

    public static FormattableString SpaceUnknown(string server) =>
        $"PBX “{server}” has not told where this call is parked, and the account for call control may not ask: add write=call to it in manager.conf.";

    // Unreachable.
    public static FormattableString CallsUnknown(string server) => $"AmiBlazor does not know the calls of PBX “{server}” at the moment. Wait until it is live again.";

    public static FormattableString Stopping => $"AmiBlazor is shutting down; nothing was sent to the PBX.";

    public static FormattableString TooMany(string server) => $"Too much is being done on PBX “{server}” at the moment. Wait a moment, then try again.";

    // Unknown.
    public static FormattableString Lost(string server) =>
        $"The connection to PBX “{server}” was lost before it had answered: it may have been done or not. Look at the calls before you repeat it.";

    public static FormattableString NotTold(AmiServerOptions server) =>
        $"PBX “{server.Name}” has taken it but did not say what came of it. Look at the calls; if this happens each time, add read=call to the account “{server.Control.Username}” in manager.conf.";

    public static FormattableString NotYetParked(string server) =>
        $"PBX “{server}” has taken it, but the call does not appear among the parked ones. Look at the calls.";

    // Refused.
    public static FormattableString Refused(string server) => $"PBX “{server}” refused it.";

    public static FormattableString RefusedFor(string server, string interfaces) =>
        $"PBX “{server}” refused it for {interfaces}; for the agent's other interfaces it was done.";

    public static FormattableString Busy(string from) => $"The phone of extension {from} is busy.";

    public static FormattableString Declined(string from) => $"The phone of extension {from} declined the call.";

    public static FormattableString NotRegistered(string from) => $"The phone of extension {from} is not registered with the PBX, so it cannot ring.";

    public static FormattableString NotAnswered(string from, int seconds) => $"The phone of extension {from} was not answered within {seconds} s.";

    public static FormattableString NotReached(string from) => $"The phone of extension {from} could not be reached: it is busy, declined the call, or is not registered.";

    public static FormattableString NoSuchNumber(string number, string context) =>
        $"{number} cannot be dialed: the dialplan has no such extension in the context “{context}”.";

    public static FormattableString NotChecked(string server, string number) =>
        $"PBX “{server}” cannot tell whether {number} can be dialed, and a transfer to nowhere ends the call. Load func_dialplan there, and give the account for call control write=call.";

    public static FormattableString NoRecording(string digits) =>
        $"No recording began. Give automixmon the code {digits} in features.conf, and the option x or X to the Dial or Queue of this call.";

    public static FormattableString RecordingEndedAgain =>
        $"A recording began and has ended again: somebody has pressed the code at a phone, or the call is over.";

    public static FormattableString NotRecorded => $"This call is not being recorded.";

    // Done.
    public static FormattableString Called(string from, string number) => $"Extension {from} has answered, and {number} is being dialed.";

    public static FormattableString HungUp => $"The call was hung up.";

    public static FormattableString Transferred(string number) => $"The call was transferred to {number}.";

    public static FormattableString ParkedAt(string space) => $"The call was parked at {space}.";

    public static FormattableString Fetched(string from) => $"Extension {from} has fetched the parked call.";

    public static FormattableString PickedUp(string from) => $"Extension {from} has picked up the call.";

    public static FormattableString Listens(string from, ListenMode mode) => mode switch
    {
        ListenMode.Whisper => $"Extension {from} is listening, and this party alone can hear it.",
        ListenMode.Barge => $"Extension {from} is listening, and both parties can hear it.",
        _ => $"Extension {from} is listening, and nobody can hear it.",
    };

    public static FormattableString Recording => $"The call is being recorded.";

    public static FormattableString RecordingBefore => $"The call was being recorded already; a new recording has begun.";

    public static FormattableString RecordingEnded => $"The recording has ended.";

    public static FormattableString Paused(string? queue) => queue switch
    {
        null => $"The agent is paused in all queues.",
        _ => $"The agent is paused in queue “{queue}”.",
    };

    public static FormattableString Unpaused(string? queue) => queue switch
    {
        null => $"The agent is no longer paused in any queue.",
        _ => $"The agent is no longer paused in queue “{queue}”.",
    };

    public static FormattableString Added(string queue) => $"The agent was added to queue “{queue}”.";

    public static FormattableString Removed(string queue) => $"The agent was removed from queue “{queue}”.";
}
