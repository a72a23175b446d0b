using AmiBlazor.Ami;

namespace AmiBlazor.Queues;

/// <summary>What is known of one queue. Changed by <see cref="QueueTracker"/> alone.</summary>
/// <param name="name">The queue.</param>
/// <param name="day">Its figures.</param>
internal sealed class TrackedQueue(string name, QueueDay day)
{
    /// <summary>The most that wait in one queue.</summary>
    public const int MostWaiting = 10_000;

    public string Name => name;

    public QueueDay Day => day;

    public string Strategy { get; set; } = "";

    public TimeSpan? AnswerWithin { get; set; }

    /// <summary>The PBX's own count of calls that have come to their end: those in its last list and the events since. Null before the first list.</summary>
    public int? Ended { get; set; }

    /// <summary>Its agents by interface.</summary>
    public Dictionary<string, TrackedAgent> Agents { get; } = new(StringComparer.Ordinal);

    /// <summary>Who waits, in their order.</summary>
    public List<TrackedCaller> Waiting { get; } = [];

    /// <summary>One of them; null for a channel that does not wait here.</summary>
    public TrackedCaller? Caller(string id) => Waiting.Find(caller => string.Equals(caller.Id, id, StringComparison.Ordinal));

    /// <summary>Takes over a row of a list.</summary>
    /// <param name="row">An agent, or who waits.</param>
    /// <param name="before">The queue as it was known before the list; null when it was not.</param>
    /// <param name="at">When the list was complete; UTC.</param>
    public void Take(QueueRow row, TrackedQueue? before, DateTimeOffset at)
    {
        if (row is QueueRow.Member member)
        {
            var known = before?.Agents.GetValueOrDefault(member.Agent.Interface);
            Agents[member.Agent.Interface] = new TrackedAgent(member.Agent)
            {
                CallerId = member.Agent.IsInCall ? known?.CallerId : null,
                PausedAt = member.Agent.IsPaused && known is { Row.IsPaused: true } ? known.PausedAt : null,
            };
        }
        else if (row is QueueRow.Entry entry && Waiting.Count < MostWaiting)
        {
            var known = before?.Caller(entry.ChannelId);
            Waiting.Add(new TrackedCaller(entry.ChannelId, known?.Since ?? at - TimeSpan.FromSeconds(entry.Wait))
            {
                Channel = entry.Channel,
                Number = entry.Number,
                Name = entry.Name,
                IsEnding = known is { IsEnding: true },
            });
        }
    }

    /// <summary>A caller's channel has ended, and the call with it: the event that says so of the agent may not have come.</summary>
    /// <returns>Whether an agent was in that call.</returns>
    public bool EndCallOf(string callerId)
    {
        var isSo = false;
        foreach (var agent in Agents.Values)
        {
            if (!string.Equals(agent.CallerId, callerId, StringComparison.Ordinal)) continue;
            (agent.IsInCall, agent.CallerId) = (false, null);
            isSo = true;
        }

        return isSo;
    }
}

/// <summary>What is known of an agent in a queue.</summary>
/// <param name="row">The agent as the PBX has told last.</param>
internal sealed class TrackedAgent(QueueMemberRow row)
{
    public QueueMemberRow Row { get; private set; } = row;

    /// <summary>The state of the device that counts; newer than the row's.</summary>
    public int DeviceState { get; set; } = row.DeviceState;

    /// <summary>Whether the agent is in a call of this queue.</summary>
    public bool IsInCall { get; set; } = row.IsInCall;

    /// <summary>The caller of that call; null when nobody saw its beginning.</summary>
    public string? CallerId { get; set; }

    /// <summary>When the agent was seen to be paused; null when it was not seen.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Takes over what the PBX has told by an event.</summary>
    public void Take(QueueMemberRow row, DateTimeOffset at)
    {
        // Whether the agent is in a call may be told one event late.
        PausedAt = !row.IsPaused ? null : Row.IsPaused ? PausedAt : at;
        DeviceState = row.DeviceState;
        Row = row;
    }

    /// <summary>The call has ended. It is counted here: no event tells the count before the agent is changed for another reason.</summary>
    public void EndCall(DateTimeOffset at, bool isCounted)
    {
        (IsInCall, CallerId) = (false, null);
        if (!isCounted) return;
        Row = Row with { CallsTaken = Row.CallsTaken + 1, LastCall = at.ToUnixTimeSeconds(), IsInCall = false };
    }
}

/// <summary>Who waits.</summary>
/// <param name="id">The caller's channel.</param>
/// <param name="since">Since when; UTC.</param>
internal sealed class TrackedCaller(string id, DateTimeOffset since)
{
    public string Id => id;

    public DateTimeOffset Since => since;

    public required string Channel { get; init; }

    public string Number { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Whether the caller has hung up, and the queue will notice in a moment.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Whether it was counted what became of the caller, who will leave the queue in a moment.</summary>
    public bool IsCounted { get; set; }
}
