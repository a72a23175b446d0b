using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <content>From the feed into the database, beside the reading and never in its way.</content>
internal sealed partial class MainConnection
{
    /// <summary>From the beginning of one write to the beginning of the next, at least: what comes meanwhile goes into one transaction.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(1);

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var isFailing = false;
        try
        {
            while (true)
            {
                await _queue.WaitAsync(cancellationToken);
                var started = _parts.Time.GetTimestamp();
                isFailing = !await TryWriteAsync(isFailing, cancellationToken);
                var rest = isFailing ? WaitAfterFailure : WriteInterval - _parts.Time.GetElapsedTime(started);
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest, _parts.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was heard is written all the same, when nothing more can come.
        }
    }

    /// <returns>False when the database did not take it: it waits in the feed.</returns>
    private async Task<bool> TryWriteAsync(bool wasFailing, CancellationToken cancellationToken)
    {
        try
        {
            await _parts.Store.WriteQueuedEventsAsync(Name, cancellationToken);
            ReportSaved();
            return true;
        }
        catch (StoreException failure)
        {
            if (!wasFailing)
                Log.NotWritten(_parts.Logger, Name, _queue.Waiting, failure);
            ReportNotSaved(failure);
            return false;
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.UnexpectedFailure(_parts.Logger, Name, unexpected);
            return false;
        }
    }
}
