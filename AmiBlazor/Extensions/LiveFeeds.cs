using System.Collections.Concurrent;

namespace AmiBlazor.Extensions;

/// <summary>The feed of each PBX.</summary>
internal sealed class LiveFeeds(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveFeed> _feeds = new(StringComparer.Ordinal);

    public LiveFeed For(string server) => _feeds.GetOrAdd(server, static (_, clock) => new LiveFeed(clock), time);
}
