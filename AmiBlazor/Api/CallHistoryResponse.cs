using AmiBlazor.Calls;

namespace AmiBlazor.Api;

/// <summary>One call of the history, as <c>GET /api/calls/history</c> returns it.</summary>
/// <param name="Id">Asterisk's name for the call: the oldest Linkedid of its channels.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StartKnown">False if its beginning was not seen: it may have begun earlier.</param>
/// <param name="AnsweredAt">
/// When two parties were connected first; null if they never were, or nobody saw when: then <paramref name="Outcome"/> is <c>answered</c> all the same, and
/// the <c>connectedAt</c> of the legs say by when.
/// </param>
/// <param name="EndedAt">When it ended; null if it lasted when its PBX, which is not followed any more, was followed last.</param>
/// <param name="EndKnown">False if its end was not seen: it had ended by <paramref name="EndedAt"/>.</param>
/// <param name="Outcome">
/// <c>answered</c>, <c>answered-by-pbx</c>, <c>not-answered</c>, <c>busy</c>, <c>abandoned</c> (in a queue), <c>failed</c> (no phone rang), <c>listened</c>
/// (to another call) or <c>unknown</c> (the PBX was not followed for a time in which the parties may have talked).
/// </param>
/// <param name="Queue">The queue through which it came; null if none.</param>
/// <param name="Legs">The parties in the order in which they joined.</param>
internal sealed record CallHistoryResponse(
    string Server,
    string Id,
    DateTimeOffset StartedAt,
    bool StartKnown,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    bool EndKnown,
    string Outcome,
    string? Queue,
    IReadOnlyList<CallLegResponse> Legs)
{
    public static CallHistoryResponse Of(PastCall call) => new(
        call.Server,
        call.Id,
        call.StartedAt,
        call.IsStartKnown,
        call.AnsweredAt,
        call.EndedAt,
        call.IsEndKnown,
        call.Outcome.Word(),
        call.Queue,
        [.. call.Legs.Select(CallLegResponse.Of)]);
}

/// <summary>One party of a call of the history.</summary>
/// <param name="Device">Its device; null if it is hidden.</param>
/// <param name="Extension">The extension of its phone; null for a party outside, or if it is hidden.</param>
/// <param name="Number">Its number; null if there is none or it is hidden.</param>
/// <param name="Name">Its name; null if there is none or it is hidden.</param>
/// <param name="Direction"><c>caller</c> if its phone placed the call, else <c>called</c>.</param>
/// <param name="Dialled">The number that it dialled; null if none.</param>
/// <param name="AnsweredAt">When it was answered; null if it never was, or nobody saw when.</param>
/// <param name="ConnectedAt">When it was connected to another party first, at the latest; null if it never was, as far as anybody saw.</param>
/// <param name="ConnectionSeen">False if nobody saw it being connected: it may have been for longer than since <paramref name="ConnectedAt"/>.</param>
/// <param name="Cause">Why it ended (Q.850), such as 16 for a normal end; null if that was not seen.</param>
/// <param name="Hidden">True if it is an extension outside the scope of the caller.</param>
internal sealed record CallLegResponse(
    string? Device,
    CallExtensionResponse? Extension,
    string? Number,
    string? Name,
    string Direction,
    string? Dialled,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? ConnectedAt,
    bool ConnectionSeen,
    DateTimeOffset? EndedAt,
    int? Cause,
    bool Hidden)
{
    public static CallLegResponse Of(PastLeg leg) => new(
        CallPartyResponse.NullIfEmpty(leg.Device),
        leg.Extension is { } key ? new CallExtensionResponse(key.Context, key.Exten) : null,
        CallPartyResponse.NullIfEmpty(leg.Number),
        CallPartyResponse.NullIfEmpty(leg.Name),
        leg.IsCaller ? "caller" : "called",
        CallPartyResponse.NullIfEmpty(leg.Dialled),
        leg.StartedAt,
        leg.AnsweredAt,
        leg.ConnectedAt,
        leg.IsConnectionSeen,
        leg.EndedAt,
        leg.Cause,
        leg.IsHidden);
}
