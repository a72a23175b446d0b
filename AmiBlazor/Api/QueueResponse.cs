using AmiBlazor.Calls;
using AmiBlazor.Queues;

namespace AmiBlazor.Api;

/// <summary>The queues of one PBX, as <c>GET /api/queues</c> returns them.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="State"><c>live</c>, <c>waiting</c> while the PBX is not connected, <c>unavailable</c>, or <c>off</c>; the same as for its calls.</param>
/// <param name="Reason">Why they are unavailable; null if they are not.</param>
/// <param name="Queues">The queues by name; empty unless the state is <c>live</c>.</param>
internal sealed record QueuesResponse(string Server, string State, string? Reason, IReadOnlyList<QueueResponse> Queues)
{
    public static QueuesResponse Of(CallsHealth health, IEnumerable<QueueSnapshot> queues, DateTimeOffset now) => new(
        health.Server, CallsResponse.Word(health.State), health.Reason is { } reason ? FormattableString.Invariant(reason) : null,
        [.. queues.Select(queue => QueueResponse.Of(queue, now))]);
}

/// <summary>One queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Strategy">How it chooses among its agents, such as <c>ringall</c>; null if it is not known.</param>
/// <param name="AnswerWithinSeconds">Within what time a call should be answered; null if the queue has no such time.</param>
/// <param name="Waiting">Who waits, in their order.</param>
/// <param name="Agents">Its agents.</param>
/// <param name="Today">What came of today's calls.</param>
internal sealed record QueueResponse(
    string Name,
    string? Strategy,
    int? AnswerWithinSeconds,
    IReadOnlyList<WaitingCallerResponse> Waiting,
    IReadOnlyList<QueueAgentResponse> Agents,
    QueueFiguresResponse Today)
{
    public static QueueResponse Of(QueueSnapshot queue, DateTimeOffset now) => new(
        queue.Name,
        CallPartyResponse.NullIfEmpty(queue.Strategy),
        queue.AnswerWithin is { } within ? (int)within.TotalSeconds : null,
        [.. queue.Waiting.Select(waiting => WaitingCallerResponse.Of(waiting, now))],
        [.. queue.Agents.Select(QueueAgentResponse.Of)],
        QueueFiguresResponse.Of(queue.Today, queue.AnswerWithin));
}

/// <summary>Who waits in a queue.</summary>
/// <param name="Position">From 1.</param>
/// <param name="ChannelId">The caller's channel, by which it can be acted on; null if it is hidden.</param>
/// <param name="Number">The caller's number; null if there is none or it is hidden.</param>
/// <param name="Name">The caller's name; null if there is none or it is hidden.</param>
/// <param name="Extensions">The extensions of the caller's phone; empty for a party outside.</param>
/// <param name="Since">Since when the caller waits.</param>
/// <param name="WaitSeconds">How long that is.</param>
/// <param name="Hidden">True if it is an extension outside the scope of the caller of the API.</param>
internal sealed record WaitingCallerResponse(
    int Position,
    string? ChannelId,
    string? Number,
    string? Name,
    IReadOnlyList<CallExtensionResponse> Extensions,
    DateTimeOffset Since,
    int WaitSeconds,
    bool Hidden)
{
    public static WaitingCallerResponse Of(WaitingCaller waiting, DateTimeOffset now) => new(
        waiting.Position,
        waiting.Caller.IsHidden ? null : waiting.Caller.ChannelId,
        CallPartyResponse.NullIfEmpty(waiting.Caller.Number),
        CallPartyResponse.NullIfEmpty(waiting.Caller.Name),
        CallExtensionResponse.Of(waiting.Caller.Extensions),
        waiting.Since,
        (int)Math.Max(0, (now - waiting.Since).TotalSeconds),
        waiting.Caller.IsHidden);
}

/// <summary>An agent in a queue.</summary>
/// <param name="Interface">What the queue dials, such as <c>PJSIP/1002</c>; null if it is hidden.</param>
/// <param name="StateDevice">The device whose state counts; null if it is hidden.</param>
/// <param name="Name">The agent's name; null if there is none or it is hidden.</param>
/// <param name="Extensions">The extensions of the agent's phone; empty for an agent outside.</param>
/// <param name="State">
/// <c>free</c>, <c>ringing</c>, <c>in-call</c> (of this queue), <c>in-other-queue</c>, <c>in-other-call</c>, <c>on-hold</c>, <c>unavailable</c> or
/// <c>unknown</c>.
/// </param>
/// <param name="OtherQueue">The queue whose call it is if the state is <c>in-other-queue</c>; null otherwise.</param>
/// <param name="Since">Since when; null if nobody saw the beginning.</param>
/// <param name="Paused">True if the queue leaves the agent out.</param>
/// <param name="PausedReason">Why; null if no reason was given.</param>
/// <param name="PausedSince">Since when the agent is paused; null if they are not, or if it is not known.</param>
/// <param name="CallsTaken">Calls that the agent has taken in this queue, as the PBX counts them.</param>
/// <param name="MissedToday">Calls that rang in vain today, as far as they were seen.</param>
/// <param name="LastCallAt">When the last call ended; null if there was none.</param>
/// <param name="Penalty">Agents with a lower one are called first.</param>
/// <param name="Membership"><c>dynamic</c> if the agent was added while the PBX runs, <c>static</c> if by its configuration.</param>
/// <param name="LoggedInSince">Since when the agent is in the queue; null if it is not known.</param>
/// <param name="Hidden">True if it is an agent outside the scope of the caller.</param>
internal sealed record QueueAgentResponse(
    string? Interface,
    string? StateDevice,
    string? Name,
    IReadOnlyList<CallExtensionResponse> Extensions,
    string State,
    string? OtherQueue,
    DateTimeOffset? Since,
    bool Paused,
    string? PausedReason,
    DateTimeOffset? PausedSince,
    int CallsTaken,
    int MissedToday,
    DateTimeOffset? LastCallAt,
    int Penalty,
    string? Membership,
    DateTimeOffset? LoggedInSince,
    bool Hidden)
{
    public static QueueAgentResponse Of(QueueAgent agent) => new(
        CallPartyResponse.NullIfEmpty(agent.Interface),
        CallPartyResponse.NullIfEmpty(agent.StateDevice),
        CallPartyResponse.NullIfEmpty(agent.Name),
        CallExtensionResponse.Of(agent.Extensions),
        agent.State.Word(),
        agent.OtherQueue,
        agent.Since,
        agent.IsPaused,
        CallPartyResponse.NullIfEmpty(agent.PausedReason),
        agent.PausedSince,
        agent.CallsTaken,
        agent.MissedToday,
        agent.LastCallAt,
        agent.Penalty,
        agent.IsHidden ? null : agent.IsDynamic ? "dynamic" : "static",
        agent.LoggedInSince,
        agent.IsHidden);
}

/// <summary>What came of a queue's calls today. Only what was seen is counted.</summary>
/// <param name="Since">Since when today's calls are counted.</param>
/// <param name="WholeDay">True if that is the beginning of the day.</param>
/// <param name="HasGap">True if calls have ended or were answered in between that were not seen.</param>
/// <param name="Answered">Calls that an agent has taken.</param>
/// <param name="Abandoned">Callers who have hung up while they waited.</param>
/// <param name="GivenUp">Callers whom the queue sent on without an agent.</param>
/// <param name="Left">Callers who left in another way, such as by a key.</param>
/// <param name="AverageWaitSeconds">How long callers waited for an agent on average; null if none was answered.</param>
/// <param name="LongestWaitSeconds">The longest that a caller has waited, answered or not; null if none has.</param>
/// <param name="ServiceLevelPercent">
/// How many of those who waited were answered within the queue's time; null if nobody waited, or the queue has no such time.
/// </param>
internal sealed record QueueFiguresResponse(
    DateTimeOffset Since,
    bool WholeDay,
    bool HasGap,
    int Answered,
    int Abandoned,
    int GivenUp,
    int Left,
    int? AverageWaitSeconds,
    int? LongestWaitSeconds,
    double? ServiceLevelPercent)
{
    public static QueueFiguresResponse Of(QueueFigures today, TimeSpan? answerWithin) => new(
        today.Since, today.IsWholeDay, today.HasGap, today.Answered, today.Abandoned, today.GivenUp, today.Left,
        Seconds(today.AverageWait), Seconds(today.LongestWait), answerWithin is not null && today.ServiceLevel is { } level ? Math.Round(level * 100, 1) : null);

    private static int? Seconds(TimeSpan? span) => span is { } known ? (int)known.TotalSeconds : null;
}
