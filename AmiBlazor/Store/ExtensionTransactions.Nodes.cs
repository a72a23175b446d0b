namespace AmiBlazor.Store;

/// <content>Beside other nodes: who owns a PBX, what this one has written, and what the others have.</content>
internal sealed partial class ExtensionTransactions
{
    /// <summary>This process begins to hear a PBX, before it follows it: what was heard and not written earlier is out of date.</summary>
    public Task HearAheadAsync(string server, CancellationToken cancellationToken) => WithLockAsync(server, Forget, cancellationToken);

    /// <summary>From now on this process follows a PBX: it takes it over with its next write.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="hasHeardAhead">Whether what was heard since <see cref="HearAheadAsync"/> is to be written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task OwnAsync(string server, bool hasHeardAhead, CancellationToken cancellationToken) => WithLockAsync(
        server,
        pbx =>
        {
            (pbx.IsOwner, pbx.Epoch, pbx.Fenced, pbx.Unconfirmed) = (true, 0, null, null);
            if (!hasHeardAhead) Forget(pbx);
        },
        cancellationToken);

    /// <summary>From now on another node follows a PBX: this process writes only what people say.</summary>
    public Task DisownAsync(string server, CancellationToken cancellationToken) => WithLockAsync(
        server,
        pbx =>
        {
            (pbx.IsOwner, pbx.Epoch, pbx.Fenced, pbx.Unconfirmed) = (false, 0, null, null);
            Forget(pbx);
        },
        cancellationToken);

    /// <summary>Under which epoch this process writes a PBX, which state of it the board holds, and whether another node has taken it over.</summary>
    public (long Epoch, long Sequence, bool IsFenced) HeadOf(string server)
    {
        var pbx = LockOf(server);
        return (pbx.Epoch, pbx.Sequence, pbx.Fenced is not null);
    }

    /// <summary>Puts on the board what another node has written.</summary>
    /// <returns>False if something before it is missing, or rows were deleted: wait for it, or call <see cref="MendAsync"/>.</returns>
    public async Task<bool> TryFollowAsync(PbxCommit commit, CancellationToken cancellationToken)
    {
        var pbx = LockOf(commit.Server);
        await pbx.Semaphore.WaitAsync(cancellationToken);
        try
        {
            if (commit.To <= pbx.Sequence || pbx.IsInDoubt) return true;
            if (commit.From > pbx.Sequence || commit.Rows is null) return false;
            board.Publish(commit.Server, commit.Rows, commit.Facts);
            pbx.Queue.Hints.Follow(board.For(commit.Server), commit.Rows);
            MoveTo(pbx, commit.To);
            return true;
        }
        finally
        {
            pbx.Semaphore.Release();
        }
    }

    /// <summary>Brings the board to what the database holds of a PBX, if it has not got as far as a sequence number.</summary>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public async Task MendAsync(string server, long sequence, CancellationToken cancellationToken)
    {
        var pbx = LockOf(server);
        await pbx.Semaphore.WaitAsync(cancellationToken);
        try
        {
            if (pbx.Sequence >= sequence) return;
            await SettleAsync(pbx, cancellationToken);
            MoveTo(pbx, pbx.Sequence);
        }
        catch (FencedException)
        {
            // Its owner learns that with its next write.
        }
        catch (Exception exception) when (exception is not StoreException && IsOfDatabase(exception))
        {
            throw Failed(server, exception);
        }
        finally
        {
            pbx.Semaphore.Release();
        }
    }

    private async Task WithLockAsync(string server, Action<PbxWriteLock> change, CancellationToken cancellationToken)
    {
        var pbx = LockOf(server);
        await pbx.Semaphore.WaitAsync(cancellationToken);
        try
        {
            change(pbx);
        }
        finally
        {
            pbx.Semaphore.Release();
        }
    }

    private static void Forget(PbxWriteLock pbx)
    {
        pbx.Queue.Written(pbx.Queue.Waiting);
        pbx.Queue.Hints.Clear();
    }

    /// <summary>Lets what the owner has just written come, or else has the PBX loaded. Gives the lock away meanwhile.</summary>
    private async Task CatchUpAsync(PbxWriteLock pbx)
    {
        var (known, moved) = (pbx.Sequence, pbx.Moved.Task);
        pbx.IsInDoubt = false;
        pbx.Semaphore.Release();
        try
        {
            await moved.WaitAsync(LongestWay, time);
        }
        catch (TimeoutException)
        {
            // It was lost on its way.
        }
        finally
        {
            await pbx.Semaphore.WaitAsync(CancellationToken.None);
        }

        if (pbx.Sequence == known) pbx.IsInDoubt = true;
    }

    /// <summary>Tells the others what was written since they were told last. Only for the holder of the lock.</summary>
    private void Tell(PbxWriteLock pbx)
    {
        if (observers.IsAlone || pbx.IsInDoubt || pbx.Sequence == pbx.Told.Sequence) return;
        var (version, rows, facts) = board.ChangesOf(pbx.Server, pbx.Told.Version);
        observers.Tell(new PbxCommit(pbx.Server, pbx.Told.Sequence, pbx.Sequence, rows, facts));
        pbx.Told = (pbx.Sequence, version);
    }

    /// <summary>The board holds a state that another node has written: nobody need be told of it.</summary>
    private void MoveTo(PbxWriteLock pbx, long sequence)
    {
        pbx.Sequence = sequence;
        pbx.Told = (sequence, board.ChangesOf(pbx.Server, long.MaxValue).Version);
        pbx.Moved.TrySetResult();
        pbx.Moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private PbxWriteLock LockOf(string server) => _locks.GetOrAdd(
        server,
        static (name, from) => new PbxWriteLock(name, from.Queues.For(name))
        {
            // A node of a cluster owns a PBX when it is told so.
            IsOwner = from.Observers.IsAlone,
            Sequence = from.Loader.SequenceOf(name),
            Told = (from.Loader.SequenceOf(name), from.Board.ChangesOf(name, long.MaxValue).Version),
        },
        (Queues: queues, Observers: observers, Loader: loader, Board: board));
}
