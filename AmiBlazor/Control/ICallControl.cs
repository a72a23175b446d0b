using AmiBlazor.Audit;
using AmiBlazor.Board;

namespace AmiBlazor.Control;

/// <summary>
/// Acts on the calls, agents and recordings of PBXs, with the account of <c>Ami:Servers:N:Control</c>. Callers check who may do so at all, and whose phone is
/// one's own; this checks everything else, and records every attempt in the audit log.
/// </summary>
internal interface ICallControl
{
    /// <summary>What may be done on a PBX by its configuration; empty where there is no control account.</summary>
    IReadOnlySet<ControlKind> Kinds(string server);

    /// <summary>The reasons among which one is chosen to pause an agent; empty where any text, or none, is one.</summary>
    IReadOnlyList<string> PauseReasons(string server);

    /// <summary>Whether the page tells people that their phone is listened to.</summary>
    bool TellsListening(string server);

    /// <summary>Does something, and returns when it is known what came of it: for what rings one's own phone, once that is answered or not.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="who">Who does it, for the audit log.</param>
    /// <param name="scope">Which extensions may be acted upon.</param>
    /// <param name="cancellationToken">Ends the wait, not what is done.</param>
    Task<ControlResult> DoAsync(ControlRequest request, Actor who, ExtensionScope scope, CancellationToken cancellationToken);
}
