using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Refresh;

/// <summary>
/// The refreshes of this process: at most one per PBX runs at a time, and another request joins it. A run does not belong to a page: it continues
/// after the page that started it is gone. When the program ends, the runs are stopped and awaited. On a node of a cluster, those of other nodes are shown too.
/// </summary>
internal sealed partial class RunningRefreshes(
    RefreshRunner runner, LiveBoard board, TimeProvider time, ILogger<RunningRefreshes> logger) : IHostedService
{
    private const int EndedKept = 20;
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(9);

    // Guards the fields below. Subscribers and runs are never called while it is held.
    private readonly Lock _lock = new();
    private readonly List<RunningRefresh> _running = [];
    private readonly Queue<RefreshResult> _ended = new();
    private readonly HashSet<Task> _afterwork = [];
    private readonly Subscribers _subscribers = new(fault => Log.SubscriberFaulted(logger, fault));
    private bool _shuttingDown;

    /// <summary>The running refreshes, oldest first.</summary>
    public IReadOnlyList<RunningRefresh> Running
    {
        get
        {
            lock (_lock) return [.. _running];
        }
    }

    /// <summary>The last 20 refreshes that ended in this process, newest first.</summary>
    public IReadOnlyList<RefreshResult> Ended
    {
        get
        {
            lock (_lock) return [.. _ended.Reverse()];
        }
    }

    /// <summary>The number of subscriptions.</summary>
    public int SubscriberCount => _subscribers.Count;

    /// <summary>
    /// Calls back, on any thread and under no lock, when a refresh starts, changes its phase or ends. Row counts must be polled. Exceptions of
    /// subscribers are logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>The running refresh of this PBX, or a new one.</summary>
    /// <returns>The refresh, and whether it was already running.</returns>
    public (RunningRefresh Run, bool Joined) StartOrJoin(AmiServerOptions server, string askedBy)
    {
        RunningRefresh run;
        lock (_lock)
        {
            foreach (var candidate in _running)
            {
                if (string.Equals(candidate.Server, server.Name, StringComparison.Ordinal)) return (candidate, true);
            }

            var now = time.GetUtcNow();
            run = new RunningRefresh(ConnectionId.New(now), server.Name, askedBy, now, board.Rows(server.Name).Count);
            _running.Add(run);
            if (_shuttingDown) run.TryStop();
            Track(RunToEndAsync(run, server));
        }

        _subscribers.NotifyAll();
        return (run, false);
    }

    /// <summary>The refresh with this id, if it is running.</summary>
    public RunningRefresh? Find(string connectionId) =>
        Running.FirstOrDefault(run => string.Equals(run.ConnectionId, connectionId, StringComparison.Ordinal));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops the running refreshes and waits, at most 9 s, for logoffs and files.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] unfinished;
        lock (_lock)
        {
            _shuttingDown = true;
            foreach (var run in _running) run.TryStop();
            unfinished = [.. _afterwork];
        }

        try
        {
            await Task.WhenAll(unfinished).WaitAsync(ShutdownLimit, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Log.ShutdownLeftRefreshes(logger, ShutdownLimit);
        }
    }

    private async Task RunToEndAsync(RunningRefresh run, AmiServerOptions server)
    {
        // Leave the caller's thread and its lock first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var (result, afterwork) = await runner.RunAsync(run, server, _subscribers.NotifyAll);
        lock (_lock)
        {
            _running.Remove(run);
            Keep(result);
        }

        run.End(result);
        _subscribers.NotifyAll();
        await afterwork;
        run.Dispose();
    }

    private void Keep(RefreshResult result)
    {
        _ended.Enqueue(result);
        if (_ended.Count > EndedKept) _ended.Dequeue();
    }

    /// <summary>Keeps a task until it has ended, so that the shutdown can wait for it. Called under the lock.</summary>
    private void Track(Task task)
    {
        _afterwork.Add(task);
        _ = task.ContinueWith(
            ended =>
            {
                lock (_lock) _afterwork.Remove(ended);
                if (ended.Exception is { } fault) Log.RunFaulted(logger, fault);
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }
}
