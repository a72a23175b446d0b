using System.Collections.Concurrent;

namespace AmiBlazor.Store;

/// <summary>The feed of each PBX.</summary>
internal sealed class LiveEventQueues(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveEventQueue> _feeds = new(StringComparer.Ordinal);

    public LiveEventQueue For(string server) => _feeds.GetOrAdd(server, static (_, clock) => new LiveEventQueue(clock), time);
}
