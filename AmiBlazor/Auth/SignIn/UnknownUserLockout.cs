namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Lockout for user names that do not exist, by the rules of Identity's lockout: whether a name can be locked tells nobody which accounts exist. Kept in
/// memory for the most recent 10,000 names.
/// </summary>
internal sealed class UnknownUserLockout(TimeProvider time)
{
    private const int MostNames = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FailedAttempts> _names = new(StringComparer.Ordinal);

    // The names in the order of their first attempt.
    private readonly Queue<string> _order = new();

    /// <summary>The end of the name's lockout; null if it is not locked.</summary>
    /// <param name="name">Normalized by Identity.</param>
    public DateTimeOffset? LockedUntil(string name)
    {
        lock (_gate)
            return _names.GetValueOrDefault(name)?.LockedUntil is { } until && until > time.GetUtcNow() ? until : null;
    }

    /// <summary>Counts a failed attempt.</summary>
    /// <returns>The end of the lockout that it caused; null if it caused none.</returns>
    public DateTimeOffset? RecordFailure(string name, int mostAttempts, TimeSpan duration)
    {
        lock (_gate)
        {
            if (!_names.ContainsKey(name))
            {
                if (_order.Count == MostNames) _names.Remove(_order.Dequeue());
                _order.Enqueue(name);
            }

            var count = (_names.GetValueOrDefault(name)?.Count ?? 0) + 1;
            var lockedUntil = count >= mostAttempts ? time.GetUtcNow() + duration : (DateTimeOffset?)null;
            _names[name] = new(lockedUntil is null ? count : 0, lockedUntil);
            return lockedUntil;
        }
    }

    private sealed record FailedAttempts(int Count, DateTimeOffset? LockedUntil);
}
