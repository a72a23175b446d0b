namespace AmiBlazor.Audit;

/// <summary>Counts refusals that come again and again, so that each who is refused makes one entry a minute at most.</summary>
internal sealed class DenialAggregator(TimeProvider time)
{
    /// <summary>As long as refusals after one that was told are only counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>So many are told apart; whoever comes beyond, from ever new addresses perhaps, is counted together with all the others.</summary>
    public const int MostWindows = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Counted> _counted = [];

    /// <summary>Whether it is to be told at once; if not, it has been counted.</summary>
    public bool IsFirst(Denial refusal)
    {
        lock (_lock)
        {
            var source = Source.Of(refusal);
            if (!_counted.ContainsKey(source) && _counted.Count >= MostWindows)
            {
                refusal = refusal with { Actor = new Actor("", Actor.Visitor, Address: null) };
                source = Source.Of(refusal);
            }

            if (_counted.TryGetValue(source, out var counted))
            {
                _counted[source] = counted with { Times = counted.Times + 1, Last = refusal };
                return false;
            }

            _counted[source] = new Counted(time.GetTimestamp(), 0, refusal);
            return true;
        }
    }

    /// <summary>The last of each whose minute is over and that came again, and how many more there were. Their next minute begins.</summary>
    /// <param name="all">True to wait for no minute.</param>
    public IReadOnlyList<(Denial Last, int Times)> Take(bool all)
    {
        lock (_lock)
        {
            var due = _counted.Where(one => all || time.GetElapsedTime(one.Value.Since) >= Window).ToList();
            foreach (var (source, counted) in due)
            {
                if (counted.Times == 0) _counted.Remove(source);
                else _counted[source] = counted with { Since = time.GetTimestamp(), Times = 0 };
            }

            return [.. due.Where(one => one.Value.Times > 0).Select(one => (one.Value.Last, one.Value.Times))];
        }
    }

    private readonly record struct Source(string Kind, string Name, string? Address, AuditAction Action)
    {
        public static Source Of(Denial refusal) => new(refusal.Actor.Kind, refusal.Actor.Name, refusal.Actor.Address, refusal.Action);
    }

    private readonly record struct Counted(long Since, int Times, Denial Last);
}

/// <summary>Somebody may not do what he asked for.</summary>
internal sealed record Denial(Actor Actor, AuditAction Action, string? About, string? Detail);
