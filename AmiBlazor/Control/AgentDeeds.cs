using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>Has queues leave an agent out, or call the agent again.</summary>
internal sealed class PauseDeed(string member, string? queue, bool isPaused, string? reason) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        await session.ActAsync(AmiControlActions.Pause(member, queue, isPaused, reason), cancellationToken);
        return Done(isPaused ? ControlMessages.Paused(queue) : ControlMessages.Unpaused(queue));
    }
}

/// <summary>Makes a phone an agent.</summary>
internal sealed class AddDeed(string queue, string member, string? name, string? stateDevice) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        await session.ActAsync(AmiControlActions.Add(queue, member, name, stateDevice), cancellationToken);
        return Done(ControlMessages.Added(queue));
    }
}

/// <summary>Takes an agent out of a queue.</summary>
internal sealed class RemoveDeed(string queue, string member) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        await session.ActAsync(AmiControlActions.Remove(queue, member), cancellationToken);
        return Done(ControlMessages.Removed(queue));
    }
}
