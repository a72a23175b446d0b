using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>Has the queued events of one PBX written to the database, beside the reading and never in its way.</summary>
internal sealed class LiveEventWriter(
    string server,
    ExtensionStore store,
    LiveEventQueue queue,
    LiveEventHandler handler,
    ConnectionHealthReporter health,
    TimeProvider time,
    ILogger<MainConnection> logger)
{
    /// <summary>The least time from the beginning of one write to the beginning of the next: what arrives meanwhile goes into one transaction.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the second event of one change may come after the first. Asterisk sends both at once, from two threads.</summary>
    private static readonly TimeSpan BetweenHalves = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// How often that time is given again while only one half is there. A PBX under load is late: what one half alone tells would be a false change.
    /// </summary>
    private const int MostWaits = 8;

    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Writes events as they come, until it is cancelled. What waits then is for <see cref="WriteRestAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isFailing = false;
        try
        {
            while (true)
            {
                await queue.WaitAsync(cancellationToken);
                if (queue.IsHalf) await Task.Delay(BetweenHalves, time, cancellationToken);
                var started = time.GetTimestamp();
                (isFailing, var isHalf) = await WriteAsync(isFailing, mayWait: true, cancellationToken);
                for (var waits = 1; isHalf; waits++)
                {
                    await Task.Delay(BetweenHalves, time, cancellationToken);
                    (isFailing, isHalf) = await WriteAsync(isFailing, mayWait: waits < MostWaits, cancellationToken);
                }

                var rest = isFailing ? WaitAfterFailure : WriteInterval - time.GetElapsedTime(started);
                if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Writes what waits when nothing more can come.</summary>
    /// <returns>False when the database did not take it.</returns>
    public async Task<bool> WriteRestAsync() => !(await WriteAsync(wasFailing: false, mayWait: false, CancellationToken.None)).IsFailing;

    private async Task<(bool IsFailing, bool IsHalf)> WriteAsync(bool wasFailing, bool mayWait, CancellationToken cancellationToken)
    {
        try
        {
            var result = await store.WriteQueuedEventsAsync(server, mayWait, cancellationToken);
            health.Saved();
            if (result.HasReloadTrace) handler.Request(ResyncReason.Reloaded);
            foreach (var verification in result.Verifications) health.Verified(verification);
            return (false, result.IsHalf);
        }
        catch (StoreException failure)
        {
            // Logged once, not at every attempt.
            if (!wasFailing) MainConnectionLog.NotWritten(logger, server, queue.Waiting, failure);
            health.NotSaved(failure);
            return (true, false);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            MainConnectionLog.UnexpectedFailure(logger, server, unexpected);
            return (true, false);
        }
    }
}
