using AmiBlazor.Queues;

namespace AmiBlazor.Components.Queues;

/// <summary>An agent in a queue, as a query parameter: <c>server/queue/interface</c>, each part escaped.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Interface">What the queue dials.</param>
public sealed record AgentAddress(string Server, string Queue, string Interface)
{
    /// <summary>The address of the page of queues with this agent's drawer open.</summary>
    public static string Link(QueueSnapshot queue, QueueAgent agent) => "./queues?agent=" + Uri.EscapeDataString(
        $"{Uri.EscapeDataString(queue.Server)}/{Uri.EscapeDataString(queue.Name)}/{Uri.EscapeDataString(agent.Interface)}");

    /// <summary>The agent that a value names; null if it names none.</summary>
    public static AgentAddress? Parse(string? address) =>
        address?.Split('/') is [var server, var queue, var agent]
            ? new AgentAddress(Uri.UnescapeDataString(server), Uri.UnescapeDataString(queue), Uri.UnescapeDataString(agent))
            : null;
}
