using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Queues;

/// <summary>Derives from what is tracked of one PBX's queues, at one moment, what a person wants to know.</summary>
/// <param name="server">The PBX.</param>
/// <param name="tracker">Its queues.</param>
/// <param name="phones">Its extensions.</param>
/// <param name="before">The moment before, from which it is known since when something is so.</param>
/// <param name="at">This moment; UTC.</param>
internal sealed class QueueReader(string server, QueueTracker tracker, PhoneIndex phones, PbxQueues before, DateTimeOffset at)
{
    // The queues in whose calls phones are.
    private readonly Dictionary<object, List<string>> _calls = [];

    /// <summary>Reads all queues.</summary>
    /// <returns>The moment before itself when nothing has changed.</returns>
    public PbxQueues Read()
    {
        NoteCalls();
        var queues = tracker.Queues.OrderBy(queue => queue.Name, StringComparer.OrdinalIgnoreCase).ThenBy(queue => queue.Name, StringComparer.Ordinal)
            .Select(Read).ToList();
        return queues.SequenceEqual(before.Queues, ReferenceEqualityComparer.Instance) ? before : new PbxQueues(server, queues);
    }

    /// <summary>The extensions of the device that the state follows, else of the one that the queue dials.</summary>
    public static IReadOnlyList<ExtensionKey> ExtensionsOf(QueueMemberRow row, PhoneIndex phones)
    {
        foreach (var device in (ReadOnlySpan<string>)[AgentDevice.Of(row), row.Interface])
        {
            var found = AgentDevice.Extension(device) is not var (exten, context) ? phones.Of(device)
                : AgentDevice.IsHint(device) && phones.Find(context, exten) is { Count: > 0 } exact ? exact
                : phones.Numbered(exten);
            if (found.Count > 0) return found;
        }

        return [];
    }

    private QueueSnapshot Read(TrackedQueue queue)
    {
        var known = before.Find(queue.Name);
        var agents = known?.Agents.ToDictionary(agent => agent.Interface, StringComparer.Ordinal) ?? [];
        var read = new QueueSnapshot(server, queue.Name)
        {
            Strategy = queue.Strategy,
            AnswerWithin = queue.AnswerWithin,
            Waiting = [.. queue.Waiting.Select((caller, index) => new WaitingCaller(index + 1, Caller(caller), caller.Since))],
            Agents = [.. queue.Agents.Values.Select(agent => Agent(queue, agent, agents)).OrderBy(agent => agent.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(agent => agent.Interface, StringComparer.Ordinal)],
            Today = queue.Day.Figures(),
        };
        return known is not null && known.Equals(read) ? known : read;
    }

    private CallPeer Caller(TrackedCaller caller) => new(
        caller.Id, caller.Number, caller.Name, caller.Channel.LastIndexOf('-') is > 0 and var dash ? phones.Of(caller.Channel[..dash]) : []);

    private QueueAgent Agent(TrackedQueue queue, TrackedAgent agent, Dictionary<string, QueueAgent> known)
    {
        var row = agent.Row;
        var otherQueue = agent.IsInCall ? null : OtherQueueOf(queue, row);
        var state = StateOf(agent.DeviceState, agent.IsInCall, otherQueue is not null);
        var read = new QueueAgent
        {
            Interface = row.Interface,
            StateDevice = row.StateInterface.Length > 0 ? row.StateInterface : row.Interface,
            Name = row.Name,
            Extensions = ExtensionsOf(row, phones),
            State = state,
            OtherQueue = state == AgentState.InOtherQueue ? otherQueue : null,
            IsPaused = row.IsPaused,
            PausedReason = row.IsPaused ? row.PausedReason : "",
            PausedSince = !row.IsPaused ? null : agent.PausedAt ?? Time(row.LastPause),
            CallsTaken = row.CallsTaken,
            MissedToday = queue.Day.Missed.GetValueOrDefault(row.Interface),
            LastCallAt = Time(row.LastCall),
            Penalty = row.Penalty,
            IsDynamic = string.Equals(row.Membership, "dynamic", StringComparison.Ordinal),
            LoggedInSince = Time(row.LoginTime),
        };
        var last = known.GetValueOrDefault(row.Interface);

        // What the first moment finds may have been so for longer.
        read = read with { Since = last is null ? null : last.IsSameState(read) ? last.Since : at };
        return last is not null && last.Equals(read) ? last : read;
    }

    private void NoteCalls()
    {
        foreach (var queue in tracker.Queues)
        {
            foreach (var agent in queue.Agents.Values.Where(agent => agent.IsInCall))
            {
                foreach (var phone in Phones(agent.Row))
                {
                    if (!_calls.TryGetValue(phone, out var list)) _calls.Add(phone, list = new(1));
                    list.Add(queue.Name);
                }
            }
        }
    }

    private string? OtherQueueOf(TrackedQueue queue, QueueMemberRow agent) => _calls.Count == 0 ? null : Phones(agent)
        .SelectMany(phone => _calls.GetValueOrDefault(phone) ?? []).FirstOrDefault(name => !string.Equals(name, queue.Name, StringComparison.Ordinal));

    /// <summary>By what one knows the same agent in another queue, where they may be called otherwise: by the phone, or the extension.</summary>
    private IEnumerable<object> Phones(QueueMemberRow agent) =>
        [agent.Interface.ToUpperInvariant(), AgentDevice.Of(agent).ToUpperInvariant(), .. ExtensionsOf(agent, phones)];

    private static AgentState StateOf(int device, bool isInCall, bool isInOtherQueue) => device switch
    {
        4 or 5 => AgentState.Unavailable,
        8 => AgentState.OnHold,
        _ when isInCall => AgentState.InCall,
        6 => AgentState.Ringing,
        2 or 3 or 7 => isInOtherQueue ? AgentState.InOtherQueue : AgentState.InOtherCall,
        1 => AgentState.Free,
        _ => AgentState.Unknown,
    };

    /// <summary>A time by the PBX's clock, which may run ahead of ours.</summary>
    private DateTimeOffset? Time(long seconds)
    {
        if (seconds <= 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return null;
        var told = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return told <= at ? told : at;
    }
}
