namespace AmiBlazor.Board;

/// <summary>
/// One subscriber of the <see cref="LiveBoard"/>. The board queues it to the thread pool when there is something new; it then runs until the subscriber has
/// everything, one batch per interval, and rests until the next publication. No timer runs while there is nothing new: with thousands of open pages, those
/// alone would cost more than the rows.
/// </summary>
internal sealed class BoardSubscription(LiveBoard board, Func<BoardBatch, Task> onBatch, TimeProvider time, long seenVersion)
    : IDisposable, IThreadPoolWorkItem
{
    /// <summary>The least time from the beginning of one batch to the beginning of the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // Texts are shown in the subscriber's culture, not the publisher's.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    // When the last batch began; null before the first.
    private long? _batchStarted;

    /// <summary>The board's version that this subscriber has. Guarded by the board's lock.</summary>
    public long SeenVersion { get; set; } = seenVersion;

    /// <summary>Whether it is queued or running. Guarded by the board's lock.</summary>
    public bool IsRunning { get; set; }

    public void Execute()
    {
        // Never faults: RunAsync catches everything.
        if (_context is null)
            _ = RunAsync();
        else
            ExecutionContext.Run(_context, static state => _ = ((BoardSubscription)state!).RunAsync(), this);
    }

    public void Dispose() => board.Unsubscribe(this);

    private async Task RunAsync()
    {
        try
        {
            while (board.HasNews(this))
            {
                var rest = _batchStarted is { } last ? Interval - time.GetElapsedTime(last) : TimeSpan.Zero;
                if (rest > TimeSpan.Zero) await Task.Delay(rest, time, CancellationToken.None);
                if (board.Next(this) is not { } batch) return;
                _batchStarted = time.GetTimestamp();
                await onBatch(batch);
            }
        }
        catch (Exception exception)
        {
            // An exception must reach neither the other subscribers nor the publisher.
            Dispose();
            board.SubscriberFailed(exception);
        }
    }
}
