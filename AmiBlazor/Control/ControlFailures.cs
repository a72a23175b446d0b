using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>What a failure of a session means for what was to be done.</summary>
internal static class ControlFailures
{
    /// <summary>What Asterisk says of a channel, queue or agent that is not there.</summary>
    private static readonly string[] GoneWords =
    [
        "No such channel", "Channel specified does not exist", "Channel does not exist", "No such queue", "Interface not found", "Not there", "not found",
        "Channel not found",
    ];

    /// <param name="failure">The failure.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="hasSent">Whether an action that changes something had been sent.</param>
    public static ControlResult Of(AmiException failure, string server, bool hasSent) => failure switch
    {
        AmiRefusedException => Array.Exists(GoneWords, words => failure.PbxWords?.Contains(words, StringComparison.OrdinalIgnoreCase) is true)
            ? new ControlResult(ControlOutcome.Gone, ControlMessages.CallGone, failure.PbxWords)
            : new ControlResult(ControlOutcome.Refused, ControlMessages.Refused(server), failure.PbxWords),
        AmiPermissionException or AmiCommandUnknownException or AmiAuthenticationException or AmiLoginInUseException =>
            new ControlResult(ControlOutcome.Refused, failure.Sentence, failure.PbxWords),
        AmiInvalidActionException => new ControlResult(ControlOutcome.Invalid, failure.Sentence),
        _ when hasSent => new ControlResult(ControlOutcome.Unknown, ControlMessages.Lost(server), failure.PbxWords),
        _ => new ControlResult(ControlOutcome.Unreachable, failure.Sentence, failure.PbxWords),
    };
}
