using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>Has queues leave an agent out, or call the agent again.</summary>
/// <param name="server">The PBX.</param>
/// <param name="members">The agent's interfaces: queues may dial the same extension in several ways.</param>
/// <param name="queue">The queue; null for all.</param>
/// <param name="isPaused">Whether they leave the agent out.</param>
/// <param name="reason">Why; null for none.</param>
internal sealed class PauseDeed(AmiServerOptions server, IReadOnlyList<string> members, string? queue, bool isPaused, string? reason) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        List<(string Member, AmiRefusedException Failure)> refused = [];
        foreach (var member in members)
        {
            try
            {
                await session.ActAsync(AmiControlActions.Pause(member, queue, isPaused, reason), cancellationToken);
            }
            catch (AmiRefusedException failure)
            {
                // The agent's other interfaces are tried as well.
                refused.Add((member, failure));
            }
        }

        if (refused.Count == 0) return Done(isPaused ? ControlMessages.Paused(queue) : ControlMessages.Unpaused(queue));
        if (refused.Count == members.Count) return ControlFailures.Of(refused[0].Failure, server.Name, hasSent: true);
        var left = string.Join(", ", refused.Select(one => ControlText.Shown(one.Member)));
        return new ControlResult(ControlOutcome.Refused, ControlMessages.RefusedFor(server.Name, left), refused[0].Failure.PbxWords);
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
