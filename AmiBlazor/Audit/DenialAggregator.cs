namespace AmiBlazor.Audit;

/// <summary>Counts what is repeated, so that each actor, action and outcome makes few entries a minute.</summary>
/// <param name="time">The clock.</param>
/// <param name="allowed">How many are recorded in a minute before the rest is counted.</param>
internal sealed class DenialAggregator(TimeProvider time, int allowed = 1)
{
    /// <summary>How long they are only counted after the first was recorded.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The most actors and actions that are counted apart. Beyond it, as in an attack from many addresses, the rest is counted together.</summary>
    public const int MostWindows = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Counted> _counted = [];

    /// <summary>True if it is to be recorded at once; otherwise it was counted.</summary>
    public bool IsFirst(Denial denial)
    {
        lock (_lock)
        {
            var source = Source.Of(denial);
            if (!_counted.ContainsKey(source) && _counted.Count >= MostWindows)
            {
                denial = denial with { Actor = new Actor("", Actor.Visitor, Address: null) };
                source = Source.Of(denial);
            }

            if (!_counted.TryGetValue(source, out var counted)) counted = new Counted(time.GetTimestamp(), Recorded: 0, Times: 0, denial);
            var isRecorded = counted.Recorded < allowed;
            _counted[source] = isRecorded
                ? counted with { Recorded = counted.Recorded + 1 }
                : counted with { Times = counted.Times + 1, Last = denial };
            return isRecorded;
        }
    }

    /// <summary>Takes the counts of repeated denials whose minute is over, each with its last denial, and starts their next minute.</summary>
    /// <param name="all">True to include those whose minute is not over.</param>
    public IReadOnlyList<(Denial Last, int Times)> Take(bool all)
    {
        lock (_lock)
        {
            var due = _counted.Where(one => all || time.GetElapsedTime(one.Value.Since) >= Window).ToList();
            foreach (var (source, counted) in due)
            {
                if (counted.Times == 0)
                    _counted.Remove(source);
                else
                    _counted[source] = counted with { Since = time.GetTimestamp(), Times = 0 };
            }

            return [.. due.Where(one => one.Value.Times > 0).Select(one => (one.Value.Last, one.Value.Times))];
        }
    }

    private readonly record struct Source(string Kind, string Name, string? Address, AuditAction Action, AuditOutcome Outcome)
    {
        public static Source Of(Denial denial) => new(denial.Actor.Kind, denial.Actor.Name, denial.Actor.Address, denial.Action, denial.Outcome);
    }

    private readonly record struct Counted(long Since, int Recorded, int Times, Denial Last);
}

/// <summary>An action that was not allowed, or another entry that can be repeated without end.</summary>
internal sealed record Denial(Actor Actor, AuditAction Action, string? About, string? Detail)
{
    public AuditOutcome Outcome { get; init; } = AuditOutcome.Refused;
}
