namespace AmiBlazor.Audit;

/// <summary>Counts repeated denials, so that each actor and action makes at most one entry a minute.</summary>
internal sealed class DenialAggregator(TimeProvider time)
{
    /// <summary>How long denials are only counted after one was recorded.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The most actors and actions that are counted apart. Beyond it, as in an attack from many addresses, the rest is counted together.</summary>
    public const int MostWindows = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Counted> _counted = [];

    /// <summary>True if the denial is to be recorded at once; otherwise it was counted.</summary>
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

            if (_counted.TryGetValue(source, out var counted))
            {
                _counted[source] = counted with { Times = counted.Times + 1, Last = denial };
                return false;
            }

            _counted[source] = new Counted(time.GetTimestamp(), 0, denial);
            return true;
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

    private readonly record struct Source(string Kind, string Name, string? Address, AuditAction Action)
    {
        public static Source Of(Denial denial) => new(denial.Actor.Kind, denial.Actor.Name, denial.Actor.Address, denial.Action);
    }

    private readonly record struct Counted(long Since, int Times, Denial Last);
}

/// <summary>An action that was not allowed.</summary>
internal sealed record Denial(Actor Actor, AuditAction Action, string? About, string? Detail);
