namespace AmiBlazor.Ami;

/// <summary>
/// Something that happened in a queue. That a caller joins or leaves it is said of their channel (<see cref="ChannelEvent.Queueing"/>).
/// </summary>
internal abstract record QueueEvent : CallEvent
{
    /// <summary>An agent was added, paused or taken back, or has another penalty (<c>QueueMemberAdded</c>, <c>…Pause</c>, <c>…Penalty</c>).</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Agent">The agent after it.</param>
    internal sealed record AgentChanged(string Queue, QueueMemberRow Agent) : QueueEvent;

    /// <summary>An agent is no longer in the queue (<c>QueueMemberRemoved</c>).</summary>
    internal sealed record AgentRemoved(string Queue, string Interface) : QueueEvent;

    /// <summary>An agent has taken a caller (<c>AgentConnect</c>).</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Interface">The agent's.</param>
    /// <param name="CallerId">The <see cref="ChannelSnapshot.UniqueId"/> of the caller.</param>
    /// <param name="Waited">How long the caller has waited; Asterisk tells whole seconds.</param>
    internal sealed record Connected(string Queue, string Interface, string CallerId, TimeSpan Waited) : QueueEvent;

    /// <summary>The call is over for the agent (<c>AgentComplete</c>): somebody has hung up, or it was transferred.</summary>
    internal sealed record Completed(string Queue, string Interface, string CallerId) : QueueEvent;

    /// <summary>An agent's phone has rung in vain (<c>AgentRingNoAnswer</c>).</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Interface">The agent's.</param>
    /// <param name="Rang">How long; unlike every other time of a queue, Asterisk tells it in milliseconds.</param>
    internal sealed record Missed(string Queue, string Interface, TimeSpan Rang) : QueueEvent;

    /// <summary>
    /// A caller leaves without an agent (<c>QueueCallerAbandon</c>): they have hung up, or the queue has given up, which Asterisk calls the same.
    /// </summary>
    internal sealed record Abandoned(string Queue, string CallerId, TimeSpan Waited) : QueueEvent;

    /// <summary>What agents' states follow has another state: a device, or an extension's hint as <c>hint:1003@hints</c>.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="State">A number of <c>enum ast_device_state</c>, as in <see cref="QueueMemberRow.DeviceState"/>.</param>
    internal sealed record DeviceChanged(string Device, int State) : QueueEvent;
}
