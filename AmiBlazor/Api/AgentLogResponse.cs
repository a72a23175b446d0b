using AmiBlazor.Queues;

namespace AmiBlazor.Api;

/// <summary>A time that an agent was logged in to a queue or paused in it, as <c>GET /api/queues/agents/history</c> returns it.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Interface">What the queue dials, such as <c>PJSIP/1002</c>.</param>
/// <param name="Name">The agent's name; null if there is none.</param>
/// <param name="Extension">The extension of the agent's phone; null for an agent outside.</param>
/// <param name="Event"><c>logged-in</c> or <c>paused</c>.</param>
/// <param name="Reason">Why the agent was paused; null if no reason was given.</param>
/// <param name="Since">When it began.</param>
/// <param name="SinceKnown">False if its beginning was not seen: it may have begun earlier.</param>
/// <param name="Until">When it ended; null while it lasts.</param>
/// <param name="UntilKnown">False if its end was not seen: it had ended by <paramref name="Until"/>.</param>
internal sealed record AgentLogResponse(
    string Server,
    string Queue,
    string Interface,
    string? Name,
    CallExtensionResponse? Extension,
    string Event,
    string? Reason,
    DateTimeOffset Since,
    bool SinceKnown,
    DateTimeOffset? Until,
    bool? UntilKnown)
{
    public static AgentLogResponse Of(AgentTime time) => new(
        time.Server,
        time.Queue,
        time.Interface,
        CallPartyResponse.NullIfEmpty(time.Name),
        time.Extension is { } key ? new CallExtensionResponse(key.Context, key.Exten) : null,
        time.Event.Word(),
        CallPartyResponse.NullIfEmpty(time.Reason),
        time.Since,
        time.IsSinceKnown,
        time.Until,
        time.Until is null ? null : time.IsUntilKnown);
}
