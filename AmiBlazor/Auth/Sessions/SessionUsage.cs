using System.Collections.Concurrent;

namespace AmiBlazor.Auth.Sessions;

/// <summary>The sessions that were seen since <see cref="SessionUsageRecorder"/> last saved them: no more than there are.</summary>
internal sealed class SessionUsage(TimeProvider time)
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _seen = new();

    /// <summary>Notes that a session was used.</summary>
    public void Used(int id) => _seen[id] = time.GetUtcNow();

    /// <summary>What is not saved yet.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> Unsaved() => _seen.ToDictionary();

    /// <summary>Forgets what was saved. A session that was seen again in the meantime stays.</summary>
    public void Saved(IEnumerable<KeyValuePair<int, DateTimeOffset>> saved)
    {
        foreach (var one in saved) _seen.TryRemove(one);
    }
}
