using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Refresh;

/// <summary>
/// The refreshes of this process: at most one for each PBX runs at a time, and a click during it joins it. A run belongs to nobody's page: it goes on
/// when the page that began it is gone. When the program ends, the runs are stopped and awaited.
/// </summary>
internal sealed partial class RunningRefreshes(
    RefreshRunner runner, LiveBoard board, TimeProvider time, ILogger<RunningRefreshes> logger) : IHostedService
{
    private const int EndedKept = 20;
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(9);

    // Guards all below. Subscribers and runs are never called under it.
    private readonly Lock _lock = new();
    private readonly List<RunningRefresh> _running = [];
    private readonly Queue<RefreshResult> _ended = new();
    private readonly HashSet<Task> _afterwork = [];
    private readonly Subscribers _subscribers = new(fault => Log.SubscriberFaulted(logger, fault));
    private bool _shuttingDown;

    /// <summary>Those under way, oldest first.</summary>
    public IReadOnlyList<RunningRefresh> Running
    {
        get
        {
            lock (_lock) return [.. _running];
        }
    }

    /// <summary>The last 20 that ended in this process, newest first.</summary>
    public IReadOnlyList<RefreshResult> Ended
    {
        get
        {
            lock (_lock) return [.. _ended.Reverse()];
        }
    }

    /// <summary>How many subscriptions are alive.</summary>
    public int SubscriberCount => _subscribers.Count;

    /// <summary>
    /// Calls back, on no particular thread and under no lock, when a refresh starts, changes its phase or ends. Rows are looked at, not told.
    /// What a subscriber throws is logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>The refresh of this PBX that is under way, or a new one.</summary>
    /// <returns>The refresh, and whether it was under way already.</returns>
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

    /// <summary>The refresh with this id, if it is under way.</summary>
    public RunningRefresh? Find(string connectionId) =>
        Running.FirstOrDefault(run => string.Equals(run.ConnectionId, connectionId, StringComparison.Ordinal));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what runs and waits, no longer than 9 s, until goodbyes are said and files are written.</summary>
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
        // Off the caller's thread and out of its lock before anything happens.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var (result, afterwork) = await runner.RunAsync(run, server, _subscribers.NotifyAll);
        lock (_lock)
        {
            _running.Remove(run);
            _ended.Enqueue(result);
            if (_ended.Count > EndedKept) _ended.Dequeue();
        }

        run.End(result);
        _subscribers.NotifyAll();
        await afterwork;
        run.Dispose();
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
