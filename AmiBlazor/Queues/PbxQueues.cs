namespace AmiBlazor.Queues;

/// <summary>All queues of one PBX at one moment. Immutable; a queue that has not changed since the moment before is the same object.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Queues">By name.</param>
public sealed record PbxQueues(string Server, IReadOnlyList<QueueSnapshot> Queues)
{
    /// <summary>The queue of a name; null when there is none.</summary>
    public QueueSnapshot? Find(string name) => Queues.FirstOrDefault(queue => string.Equals(queue.Name, name, StringComparison.Ordinal));
}
