using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Queues;

/// <summary>
/// Notes when the agents of one PBX were logged in to its queues and when they were paused. What an event tells has begun or ended at that moment; what only a
/// list shows has at a time that the PBX tells or nobody knows. Agents by the queue's configuration are not logged in. One thread at a time.
/// </summary>
/// <param name="server">The PBX.</param>
internal sealed class AgentRecorder(string server)
{
    /// <summary>The most agents in queues that are noted.</summary>
    private const int MostAgents = 50_000;

    /// <summary>The PBX's clock and ours: after a start, times that differ by no more are the same.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromMinutes(1);

    // What lasts, and since when it does by the PBX's own clock; null where that is not known yet.
    private readonly Dictionary<(string Queue, string Interface, AgentEvent Event), (AgentTime Time, long? Told)> _open = [];
    private readonly Dictionary<(string Queue, string Interface), QueueMemberRow> _rows = [];
    private readonly List<AgentTime> _changed = [];

    /// <summary>Takes over what lasted when the program ended. The next list says whether it still does.</summary>
    public void Resume(IEnumerable<AgentTime> times)
    {
        foreach (var time in times) _open.TryAdd((time.Queue, time.Interface, time.Event), (time, null));
    }

    /// <summary>An event has told of an agent.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="agentInterface">The agent.</param>
    /// <param name="agent">The agent as the PBX told; null if removed.</param>
    /// <param name="at">When; UTC.</param>
    public void Told(string queue, string agentInterface, QueueMemberRow? agent, DateTimeOffset at) =>
        Note(queue, agentInterface, agent, at, isSeen: true);

    /// <summary>A list was loaded: what differs from it has changed unheard.</summary>
    public void Listed(QueueTracker tracker, DateTimeOffset at)
    {
        foreach (var queue in tracker.Queues)
        {
            foreach (var agent in queue.Agents.Values) Note(queue.Name, agent.Row.Interface, agent.Row, at, isSeen: false);
        }

        var gone = _open.Keys.Where(key => tracker.Find(key.Queue)?.Agents.ContainsKey(key.Interface) != true).ToList();
        foreach (var (queue, agent, _) in gone) Note(queue, agent, null, at, isSeen: false);
    }

    /// <summary>What has begun or ended since the last time.</summary>
    public IReadOnlyList<AgentTime> TakeChanged(PhoneIndex phones)
    {
        if (_changed.Count == 0) return [];
        List<AgentTime> changed = [];
        foreach (var time in _changed)
        {
            var named = time.Extension is null && _rows.TryGetValue((time.Queue, time.Interface), out var row) && QueueReader.ExtensionsOf(row, phones) is [var key, ..]
                ? time with { Extension = key }
                : time;
            changed.Add(named);
            var at = (time.Queue, time.Interface, time.Event);
            if (_open.TryGetValue(at, out var open) && open.Time == time) _open[at] = (named, open.Told);
        }

        _changed.Clear();
        return changed;
    }

    private void Note(string queue, string agentInterface, QueueMemberRow? agent, DateTimeOffset at, bool isSeen)
    {
        if (agent is not null)
        {
            if (_rows.Count >= MostAgents && !_rows.ContainsKey((queue, agentInterface))) return;
            _rows[(queue, agentInterface)] = agent;
        }

        var isIn = agent is not null && string.Equals(agent.Membership, "dynamic", StringComparison.Ordinal);
        Note((queue, agentInterface, AgentEvent.LoggedIn), isIn ? agent : null, agent?.LoginTime ?? 0, "", at, isSeen);
        Note((queue, agentInterface, AgentEvent.Paused), agent is { IsPaused: true } ? agent : null, agent?.LastPause ?? 0, agent?.PausedReason ?? "", at, isSeen);
    }

    private void Note(
        (string Queue, string Interface, AgentEvent Event) key, QueueMemberRow? agent, long told, string reason, DateTimeOffset at, bool isSeen)
    {
        var since = TimeOf(told, at);
        if (_open.TryGetValue(key, out var open))
        {
            // Another one may have begun unheard; no event says so of one that goes on.
            var isAnother = !isSeen && agent is not null && since is not null && (open.Told is { } known ? known != told : since > open.Time.Since + SameTime);
            if (agent is not null && !isAnother && string.Equals(open.Time.Reason, reason, StringComparison.Ordinal))
            {
                if (told > 0) _open[key] = (open.Time, told);
                return;
            }

            _open.Remove(key);
            _changed.Add(open.Time with { Until = isAnother && since > open.Time.Since ? since : at, IsUntilKnown = isSeen });
        }

        if (agent is null) return;
        var begun = new AgentTime(server, key.Queue, key.Interface, agent.Name, key.Event, isSeen ? at : since ?? at) { Reason = reason, IsSinceKnown = isSeen || since is not null };
        _open[key] = (begun, told > 0 ? told : null);
        _changed.Add(begun);
    }

    /// <summary>A time by the PBX's clock, which may run ahead of ours; null where it tells none.</summary>
    private static DateTimeOffset? TimeOf(long seconds, DateTimeOffset at)
    {
        if (seconds <= 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return null;
        var told = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return told <= at ? told : at;
    }
}
