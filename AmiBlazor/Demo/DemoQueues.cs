using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// The queues of the demo PBX: who joins, whose phone rings, who takes whom, who pauses, each with its events in Asterisk's order. To be used under the
/// floor's lock.
/// </summary>
internal sealed class DemoQueues
{
    private readonly DemoSwitch _switch;

    public DemoQueues(DemoFloor floor)
    {
        _switch = floor.Switch;
        All = DemoQueueStaff.Make(floor);
    }

    public IReadOnlyList<DemoQueue> All { get; }

    public DemoQueue? Named(string? name) => All.FirstOrDefault(queue => string.Equals(queue.Name, name, StringComparison.Ordinal));

    /// <summary>The queues that an agent is in, each with its entry.</summary>
    public IEnumerable<(DemoQueue Queue, DemoAgent Agent)> Of(string device)
    {
        foreach (var queue in All)
        {
            if (queue.Find(device) is { } agent) yield return (queue, agent);
        }
    }

    public DemoQueueCall Join(DemoQueue queue, DemoChannel caller)
    {
        var call = new DemoQueueCall(queue, caller, _switch.Now, queue.Waiting.Count + 1);
        queue.Waiting.Add(call);
        (caller.QueueCall, caller.Application, caller.Data) = (call, "Queue", queue.Name);
        Tell("QueueCallerJoin", () => DemoQueueWire.OfCaller("QueueCallerJoin", call, call.OriginalPosition, queue.Waiting.Count));
        return call;
    }

    /// <summary>An agent's phone rings.</summary>
    public void Ring(DemoQueueCall call, DemoAgent agent, DemoParty party)
    {
        var caller = call.Caller;
        var channel = _switch.Place(party, caller);
        (channel.Exten, channel.ConnectedNumber, channel.ConnectedName) = (call.Queue.Exten, caller.Number, caller.PartyName);
        call.Ringing.Add((agent, channel, _switch.Now));
        _switch.Become(channel, ChannelStates.Ringing);
        _switch.Tell("NewConnectedLine", channel);
    }

    /// <summary>An agent's phone has rung in vain.</summary>
    public void Miss(DemoQueueCall call, DemoChannel channel)
    {
        var index = call.Ringing.FindIndex(ringing => ringing.Channel == channel);
        if (index < 0) return;
        var (agent, _, since) = call.Ringing[index];
        call.Ringing.RemoveAt(index);
        var rang = ((long)(_switch.Now - since).TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Tell("AgentRingNoAnswer", () => DemoQueueWire.OfBoth("AgentRingNoAnswer", call, agent, channel, ("RingTime", rang)));
        _switch.End(channel, cause: 0);
    }

    /// <summary>Somebody else picks the call up at another phone: for the queue it is as if the agent had.</summary>
    public void TakeOver(DemoQueueCall call, DemoChannel ringing, DemoChannel picker)
    {
        var index = call.Ringing.FindIndex(one => one.Channel == ringing);
        if (index < 0) return;
        call.Ringing[index] = call.Ringing[index] with { Channel = picker };
        _switch.End(ringing, cause: 26);
        Connect(call, picker);
    }

    /// <summary>An agent takes the call; the other phones stop ringing. Both hear each other.</summary>
    public void Connect(DemoQueueCall call, DemoChannel channel)
    {
        var caller = call.Caller;
        var taken = call.Ringing.Find(ringing => ringing.Channel == channel);
        call.Ringing.Remove(taken);
        if (channel.State != ChannelStates.Up) _switch.Become(channel, ChannelStates.Up);
        _switch.Show(caller, channel.Number, channel.PartyName);
        var waited = _switch.Now - call.JoinedAt;
        Leave(call);
        (call.Taken, call.AnsweredAt, channel.QueueCall, taken.Agent.IsInCall) = ((taken.Agent, channel), _switch.Now, call, true);
        call.Queue.CountAnswer(waited);
        var rang = DemoQueueWire.Seconds(_switch.Now - taken.Since);
        Tell("AgentConnect", () =>
            DemoQueueWire.OfBoth("AgentConnect", call, taken.Agent, channel, ("HoldTime", DemoQueueWire.Seconds(waited)), ("RingTime", rang)));
        foreach (var ringing in call.Ringing.ToList()) _switch.End(ringing.Channel, cause: 26);
        call.Ringing.Clear();
        var bridge = new DemoBridge(DemoBridgeKind.Talk, "");
        _switch.Enter(channel, bridge);
        _switch.Enter(caller, bridge);
    }

    /// <summary>The talk with the agent is over.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reason"><c>caller</c> or <c>agent</c>, who has hung up, or <c>transfer</c>.</param>
    public void Complete(DemoQueueCall call, string reason)
    {
        if (call.Taken is not var (agent, channel) || channel.QueueCall != call) return;
        (channel.QueueCall, call.Caller.QueueCall) = (null, null);
        (agent.IsInCall, agent.LastCall) = (false, _switch.Now);
        agent.CallsTaken++;
        var talked = _switch.Now - call.AnsweredAt;
        call.Queue.CountCompletion(talked);
        Tell("AgentComplete", () => DemoQueueWire.OfBoth("AgentComplete", call, agent, channel,
            ("HoldTime", DemoQueueWire.Seconds(call.AnsweredAt - call.JoinedAt)), ("TalkTime", DemoQueueWire.Seconds(talked)), ("Reason", reason)));
    }

    /// <summary>The caller leaves without an agent: they have hung up, or the queue gives up.</summary>
    public void Abandon(DemoQueueCall call)
    {
        var position = call.Queue.Waiting.IndexOf(call) + 1;
        if (position == 0) return;
        call.Queue.CountAbandoned();
        Tell("QueueCallerAbandon", () => DemoQueueWire.Abandoned(call, position, _switch.Now - call.JoinedAt));
        Leave(call);
        call.Caller.QueueCall = null;
        foreach (var ringing in call.Ringing.ToList()) _switch.End(ringing.Channel, cause: 0);
        call.Ringing.Clear();
    }

    /// <summary>Pauses an agent, or takes the pause back.</summary>
    public void Pause(DemoQueue queue, DemoAgent agent, bool isPaused, string reason)
    {
        // Asterisk says nothing where nothing changes.
        if (agent.IsPaused == isPaused && string.Equals(agent.PausedReason, isPaused ? reason : "", StringComparison.Ordinal)) return;
        (agent.IsPaused, agent.PausedReason) = (isPaused, isPaused ? reason : "");
        if (isPaused) agent.LastPause = _switch.Now;
        TellOf("QueueMemberPause", queue, agent);
    }

    public void Add(DemoQueue queue, DemoAgent agent)
    {
        queue.Agents.Add(agent);
        TellOf("QueueMemberAdded", queue, agent);
    }

    public void Remove(DemoQueue queue, DemoAgent agent)
    {
        queue.Agents.Remove(agent);
        TellOf("QueueMemberRemoved", queue, agent);
    }

    public void SetPenalty(DemoQueue queue, DemoAgent agent, int penalty)
    {
        agent.Penalty = penalty;
        TellOf("QueueMemberPenalty", queue, agent);
    }

    private void Leave(DemoQueueCall call)
    {
        var position = call.Queue.Waiting.IndexOf(call) + 1;
        call.Queue.Waiting.Remove(call);
        Tell("QueueCallerLeave", () => DemoQueueWire.OfCaller("QueueCallerLeave", call, position, call.Queue.Waiting.Count));
    }

    private void TellOf(string name, DemoQueue queue, DemoAgent agent) => Tell(name, () => DemoQueueWire.OfAgent(name, queue, agent, _switch));

    private void Tell(string name, Func<byte[]> make) => _switch.Told?.Invoke(new DemoEvent(name, make, DemoEventMasks.Agent));
}
