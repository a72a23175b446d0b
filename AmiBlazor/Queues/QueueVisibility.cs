using AmiBlazor.Calls;

namespace AmiBlazor.Queues;

/// <summary>
/// What one viewer may see of queues. A queue is visible when one of its agents is, so that a viewer limited to departments sees the queues of these
/// departments. Its other agents only count: neither their names nor their phones are shown. Who waits is shown as the privacy of numbers allows.
/// </summary>
/// <param name="calls">What the viewer may see of calls.</param>
internal sealed class QueueVisibility(CallVisibility calls)
{
    /// <summary>The queues of a PBX that the viewer sees, as the viewer sees them.</summary>
    public IEnumerable<QueueSnapshot> Of(PbxQueues queues)
    {
        var seesAll = calls.IncludesAll(queues.Server);
        return queues.Queues.Where(queue => seesAll || queue.Agents.Any(Includes)).Select(queue => Shown(queue, seesAll, queues));
    }

    private QueueSnapshot Shown(QueueSnapshot queue, bool seesAll, PbxQueues queues)
    {
        var waiting = queue.Waiting.Select(waiting => waiting with { Caller = calls.Of(queue.Server, waiting.Caller) }).ToList();
        return queue with
        {
            Waiting = waiting,
            Agents = seesAll
                ? queue.Agents
                : [.. queue.Agents.Where(Includes).Select(agent => Shown(agent, queues)), .. queue.Agents.Where(agent => !Includes(agent)).Select(Hidden)],
        };
    }

    /// <summary>Neither extensions nor queues outside the scope are named.</summary>
    private QueueAgent Shown(QueueAgent agent, PbxQueues queues) => agent with
    {
        Extensions = [.. agent.Extensions.Where(calls.Includes)],
        OtherQueue = agent.OtherQueue is { } name && queues.Find(name) is { } other && other.Agents.Any(Includes) ? name : null,
    };

    private bool Includes(QueueAgent agent) => agent.Extensions.Any(calls.Includes);

    /// <summary>What remains of an agent who is not visible: that there is one, and whether they can take a call.</summary>
    private static QueueAgent Hidden(QueueAgent agent) => new()
    {
        Interface = "",
        StateDevice = "",
        Name = "",
        State = agent.State == AgentState.InOtherQueue ? AgentState.InOtherCall : agent.State,
        IsPaused = agent.IsPaused,
        IsHidden = true,
    };
}
