namespace AmiBlazor.Demo;

/// <summary>A queue of the demo PBX: its agents, its callers, and its figures as Asterisk counts them. Changed by <see cref="DemoQueues"/> alone.</summary>
internal sealed class DemoQueue(string name, string exten, string strategy)
{
    /// <summary>The seconds within which a call should be answered.</summary>
    public const int ServiceLevel = 20;

    /// <summary>How long agents' phones ring at a time.</summary>
    public static readonly TimeSpan RingTime = TimeSpan.FromSeconds(15);

    /// <summary>How long a caller may wait before the queue gives up.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>How long an agent who has hung up is left in peace.</summary>
    public static readonly TimeSpan WrapUp = TimeSpan.FromSeconds(5);

    private int _answeredInTime;

    public string Name { get; } = name;

    /// <summary>The number that leads to it.</summary>
    public string Exten { get; } = exten;

    /// <summary><c>ringall</c> or <c>leastrecent</c>.</summary>
    public string Strategy { get; } = strategy;

    public List<DemoAgent> Agents { get; } = [];

    /// <summary>Those that wait, in the order of their coming.</summary>
    public List<DemoQueueCall> Waiting { get; } = [];

    public int Completed { get; private set; }

    public int Abandoned { get; private set; }

    public int HoldTime { get; private set; }

    public int TalkTime { get; private set; }

    /// <summary>The percentage of answered calls that were so in time.</summary>
    public double InTime => Completed == 0 ? 0 : 100.0 * _answeredInTime / Completed;

    /// <summary>The same of all calls.</summary>
    public double InTimeOfAll => Completed + Abandoned == 0 ? 0 : 100.0 * _answeredInTime / (Completed + Abandoned);

    public DemoAgent? Find(string device) => Agents.Find(agent => string.Equals(agent.Interface, device, StringComparison.OrdinalIgnoreCase));

    /// <summary>The agents whose phones may ring now for a caller: those of the others that came before are theirs.</summary>
    public IReadOnlyList<DemoAgent> FreeFor(DemoQueueCall call, TimeSpan now)
    {
        var free = Agents.Where(agent => agent.IsFree(now)).OrderBy(agent => agent.Penalty).ThenBy(agent => agent.LastCall ?? TimeSpan.MinValue).ToList();
        var ahead = Waiting.TakeWhile(other => other != call).Count(other => other.Ringing.Count == 0);
        if (free.Count <= ahead) return [];
        return string.Equals(Strategy, "ringall", StringComparison.Ordinal) ? free[ahead..] : [free[ahead]];
    }

    /// <summary>A caller has been answered.</summary>
    public void CountAnswer(TimeSpan waited)
    {
        HoldTime = Average(HoldTime, waited);
        if (waited <= TimeSpan.FromSeconds(ServiceLevel)) _answeredInTime++;
    }

    /// <summary>Such a call is over.</summary>
    public void CountCompletion(TimeSpan talked)
    {
        Completed++;
        TalkTime = Average(TalkTime, talked);
    }

    public void CountAbandoned() => Abandoned++;

    /// <summary>The average as <c>update_talktime</c> in apps/app_queue.c has it.</summary>
    private static int Average(int before, TimeSpan added) => ((before * 3) + (int)added.TotalSeconds) / 4;
}

/// <summary>An agent in one queue.</summary>
internal sealed class DemoAgent(string device, string name, DemoExtension? phone)
{
    public string Interface { get; } = device;

    public string StateInterface { get; init; } = device;

    public string Name { get; } = name;

    /// <summary>The phone; null where no phone has this device.</summary>
    public DemoExtension? Phone { get; } = phone;

    /// <summary>Whether the agent was added, and does not come from the configuration.</summary>
    public bool IsDynamic { get; init; }

    public int Penalty { get; set; }

    public int CallsTaken { get; set; }

    public TimeSpan? LastCall { get; set; }

    public TimeSpan? LastPause { get; set; }

    public TimeSpan AddedAt { get; init; }

    public bool IsInCall { get; set; }

    public bool IsPaused { get; set; }

    public string PausedReason { get; set; } = "";

    /// <summary>Its state by the numbers of <c>enum ast_device_state</c>.</summary>
    public int DeviceState => Phone?.State switch
    {
        DemoState.Idle => 1,
        DemoState.InUse => 2,
        DemoState.Busy => 3,
        DemoState.Unavailable => 5,
        DemoState.Ringing => 6,
        DemoState.RingingInUse => 7,
        DemoState.OnHold => 8,
        _ => 4,
    };

    /// <summary>Whether the phone may ring for a caller.</summary>
    public bool IsFree(TimeSpan now) =>
        !IsPaused && Phone is { State: DemoState.Idle, Channels.Count: 0 } && (LastCall is not { } last || now - last >= DemoQueue.WrapUp);
}

/// <summary>A call of a queue, from the caller's joining to the end of the talk with an agent.</summary>
internal sealed class DemoQueueCall(DemoQueue queue, DemoChannel caller, TimeSpan joinedAt, int position)
{
    public DemoQueue Queue { get; } = queue;

    public DemoChannel Caller { get; } = caller;

    public TimeSpan JoinedAt { get; } = joinedAt;

    /// <summary>The place when it joined.</summary>
    public int OriginalPosition { get; } = position;

    /// <summary>Whose phones ring for it now.</summary>
    public List<(DemoAgent Agent, DemoChannel Channel, TimeSpan Since)> Ringing { get; } = [];

    /// <summary>Who has taken it, at which channel; null while it waits.</summary>
    public (DemoAgent Agent, DemoChannel Channel)? Taken { get; set; }

    public TimeSpan AnsweredAt { get; set; }

    public bool IsWaiting => Queue.Waiting.Contains(this);
}
