namespace AmiBlazor.Board;

/// <summary>
/// One subscriber of the <see cref="LiveBoard"/>. Between publications nothing of it runs; the board queues it to the thread pool when there
/// is something new, and it runs until it has handed over all, one batch an interval.
/// </summary>
internal sealed class BoardSubscription(LiveBoard board, Func<BoardBatch, Task> onBatch, TimeProvider time, long seenVersion)
    : IDisposable, IThreadPoolWorkItem
{
    /// <summary>From the beginning of one batch to the beginning of the next, at least.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // The subscriber's culture, not the publisher's, is the one to show things in.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>The board's version that this subscriber has been handed. Under the board's lock.</summary>
    public long SeenVersion { get; set; } = seenVersion;

    /// <summary>Whether it is queued or running. Under the board's lock.</summary>
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
            while (board.Next(this) is { } batch)
            {
                var started = time.GetTimestamp();
                await onBatch(batch);
                var rest = Interval - time.GetElapsedTime(started);
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest, time, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // Whatever it throws, it must reach neither its neighbours nor the publisher.
            Dispose();
            board.SubscriberFailed(exception);
        }
    }
}
