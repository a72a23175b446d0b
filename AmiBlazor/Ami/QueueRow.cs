namespace AmiBlazor.Ami;

/// <summary>A row of the list <c>QueueStatus</c> (<c>manager_queues_status</c> in apps/app_queue.c).</summary>
/// <param name="Queue">The queue.</param>
internal abstract record QueueRow(string Queue)
{
    /// <summary>A queue, with its figures since the PBX counts them.</summary>
    /// <param name="Queue">Its name.</param>
    /// <param name="Strategy">Such as <c>ringall</c>.</param>
    /// <param name="Completed">Calls that an agent has taken.</param>
    /// <param name="Abandoned">Calls that ended while they waited.</param>
    /// <param name="HoldTime">How long callers wait on average, in seconds.</param>
    /// <param name="TalkTime">How long calls last on average, in seconds.</param>
    /// <param name="ServiceLevel">The seconds within which a call should be answered; 0 for none.</param>
    /// <param name="ServiceLevelPercent">How many of the answered calls were; null where the PBX tells none.</param>
    internal sealed record Parameters(
        string Queue, string Strategy, int Completed, int Abandoned, int HoldTime, int TalkTime, int ServiceLevel, double? ServiceLevelPercent) : QueueRow(Queue);

    /// <summary>An agent in a queue.</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Agent">The agent.</param>
    internal sealed record Member(string Queue, QueueMemberRow Agent) : QueueRow(Queue);

    /// <summary>A caller who waits.</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Position">From 1.</param>
    /// <param name="ChannelId">The <see cref="ChannelSnapshot.UniqueId"/> of the caller.</param>
    /// <param name="Number">The caller's number; empty when there is none.</param>
    /// <param name="Name">The caller's name; empty when there is none.</param>
    /// <param name="Wait">Since when, in seconds.</param>
    /// <param name="Channel">The name of the caller's channel.</param>
    internal sealed record Entry(string Queue, int Position, string ChannelId, string Number, string Name, int Wait, string Channel = "") : QueueRow(Queue);
}
