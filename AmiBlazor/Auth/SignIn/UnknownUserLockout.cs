namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Locks names that are no account's as Identity locks accounts, so that a lock does not tell which names there are. In memory; the oldest of very
/// many are forgotten.
/// </summary>
internal sealed class UnknownUserLockout(TimeProvider time)
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tries> _names = new(StringComparer.Ordinal);

    // Names in the order in which they first came.
    private readonly Queue<string> _order = new();

    /// <summary>Until when the name is locked; null where it is not.</summary>
    /// <param name="name">Normalised, as Identity does it.</param>
    public DateTimeOffset? LockedUntil(string name)
    {
        lock (_gate)
            return _names.GetValueOrDefault(name)?.LockedUntil is { } until && until > time.GetUtcNow() ? until : null;
    }

    /// <summary>Counts a wrong try.</summary>
    /// <returns>Until when the name is locked by it; null where it is not.</returns>
    public DateTimeOffset? Count(string name, int mostTries, TimeSpan lockFor)
    {
        lock (_gate)
        {
            if (!_names.ContainsKey(name))
            {
                if (_order.Count == Most) _names.Remove(_order.Dequeue());
                _order.Enqueue(name);
            }

            var wrong = (_names.GetValueOrDefault(name)?.Wrong ?? 0) + 1;
            var locked = wrong >= mostTries;
            _names[name] = locked ? new(0, time.GetUtcNow() + lockFor) : new(wrong, null);
            return _names[name].LockedUntil;
        }
    }

    private sealed record Tries(int Wrong, DateTimeOffset? LockedUntil);
}
