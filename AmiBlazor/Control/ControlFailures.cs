using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>What a failure of a session means for what was to be done.</summary>
internal static class ControlFailures
{
    /// <summary>What Asterisk 16 and 22 say of channels, queues and agents that are not there, or are already.</summary>
    private static readonly (string Words, ControlOutcome Outcome, FormattableString Sentence)[] Known =
    [
        ("No such channel", ControlOutcome.Gone, ControlMessages.CallGone),
        ("Channel not found", ControlOutcome.Gone, ControlMessages.CallGone),
        ("Channel does not exist", ControlOutcome.Gone, ControlMessages.CallGone),
        ("Channel specified", ControlOutcome.Gone, ControlMessages.CallGone),
        ("No such queue", ControlOutcome.Gone, ControlMessages.QueueNotThere),
        ("Interface not found", ControlOutcome.Gone, ControlMessages.AgentGone),
        ("Not there", ControlOutcome.Gone, ControlMessages.AgentGone),
        ("Already there", ControlOutcome.Invalid, ControlMessages.AgentThere),
    ];

    /// <param name="failure">The failure.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="hasSent">Whether an action that changes something had been sent.</param>
    public static ControlResult Of(AmiException failure, string server, bool hasSent) => failure switch
    {
        AmiRefusedException => Array.Find(Known, known => failure.PbxWords?.Contains(known.Words, StringComparison.OrdinalIgnoreCase) is true) is { Words: not null } known
            ? new ControlResult(known.Outcome, known.Sentence, failure.PbxWords)
            : new ControlResult(ControlOutcome.Refused, ControlMessages.Refused(server), failure.PbxWords),
        AmiPermissionException or AmiCommandUnknownException or AmiAuthenticationException or AmiLoginInUseException =>
            new ControlResult(ControlOutcome.Refused, failure.Sentence, failure.PbxWords),
        AmiInvalidActionException => new ControlResult(ControlOutcome.Invalid, failure.Sentence),
        _ when hasSent => new ControlResult(ControlOutcome.Unknown, ControlMessages.Lost(server), failure.PbxWords),
        _ => new ControlResult(ControlOutcome.Unreachable, failure.Sentence, failure.PbxWords),
    };
}
