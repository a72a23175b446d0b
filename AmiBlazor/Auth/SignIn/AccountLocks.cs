namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Lets the tries for one account follow each other. Side by side they would all read the same count of wrong ones, and a hundred guesses count as one;
/// and the same code could be used twice.
/// </summary>
internal sealed class AccountLocks : IDisposable
{
    // Some accounts share a turn, which costs them a moment and no memory.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn of a name; it ends where what is returned is disposed.</summary>
    /// <param name="name">Normalised, as Identity does it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)string.GetHashCode(name, StringComparison.Ordinal) % (uint)_turns.Length];
        await turn.WaitAsync(cancellationToken);
        return new Taken(turn);
    }

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
