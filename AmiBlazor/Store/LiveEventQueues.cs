using System.Collections.Concurrent;

namespace AmiBlazor.Store;

/// <summary>The event queue of each PBX.</summary>
internal sealed class LiveEventQueues(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveEventQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>The queue of a PBX; the same one at every call.</summary>
    public LiveEventQueue For(string server) => _queues.GetOrAdd(server, static (_, clock) => new LiveEventQueue(clock), time);
}
