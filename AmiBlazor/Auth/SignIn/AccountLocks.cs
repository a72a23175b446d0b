namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// A lock per account: attempts to sign in to one account run one after the other. In parallel they would all read the same count of failures, so that a
/// hundred guesses counted as one, and the same code could be used twice. Each node of a cluster has its own: no failure is lost, because the database counts
/// them, and a guess more for each node does not matter; and that a code was used is saved only once, whatever node is faster.
/// </summary>
internal sealed class AccountLocks : IDisposable
{
    // Some accounts share a lock, which costs them a moment and no memory.
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the lock of a user name. Disposing the result releases it.</summary>
    /// <param name="name">Normalized by Identity.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IDisposable> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        var semaphore = _locks[(uint)string.GetHashCode(name, StringComparison.Ordinal) % (uint)_locks.Length];
        await semaphore.WaitAsync(cancellationToken);
        return new Releaser(semaphore);
    }

    public void Dispose()
    {
        foreach (var semaphore in _locks) semaphore.Dispose();
    }

    private sealed class Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
