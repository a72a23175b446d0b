using AmiBlazor.Ami;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Cluster;

/// <summary>A PBX that this node follows: its main connection, and the right to write its states.</summary>
internal sealed class OwnedPbx(AmiServerOptions server, ExtensionStore store, MainConnectionFactory connections, RunningRefreshes refreshes, TimeProvider time)
    : IDisposable
{
    /// <summary>How long a refresh may take to end, and the main connection to write what it has heard. The fence holds, whatever they still do.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private MainConnection? _connection;
    private bool _isAhead;

    /// <summary>The name of the PBX.</summary>
    public string Server => server.Name;

    /// <summary>Whether another node has taken the PBX over, or this one has given it away.</summary>
    public bool IsOver => _stop.IsCancellationRequested || _run.IsCompleted || store.HeadOf(server.Name).IsFenced;

    /// <summary>Once it has ended: whether everything was heard until then, and is in the database.</summary>
    public bool HasHeardAll => _connection is { HasHeardAll: true };

    /// <summary>Hears the PBX before it is this node's.</summary>
    /// <returns>Whether it is heard.</returns>
    public async Task<bool> ConnectAheadAsync(CancellationToken cancellationToken)
    {
        if (!server.Live) return false;
        await store.HearAheadAsync(server.Name, cancellationToken);
        _connection = connections.Create(server);
        try
        {
            await _connection.ConnectAheadAsync(cancellationToken);
            _isAhead = true;
        }
        catch (AmiException)
        {
            // Its main connection will say why, when it tries again.
            _connection = null;
        }

        return _isAhead;
    }

    /// <summary>The node that gives it to this one has hung up.</summary>
    public void HungUp(bool hasHeardAll) => _connection?.HungUp(hasHeardAll);

    /// <summary>It does not become this node's after all.</summary>
    public Task HangUpAheadAsync() => _connection?.HangUpAheadAsync() ?? Task.CompletedTask;

    /// <summary>Begins to follow it; returns at once.</summary>
    public void Begin() => _run = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Ends it: what was heard is written, and the main connection is hung up.</summary>
    public async Task EndAsync()
    {
        foreach (var run in refreshes.Running.Where(run => string.Equals(run.Server, server.Name, StringComparison.Ordinal))) run.TryStop();
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        try
        {
            await _run.WaitAsync(LongestEnd, time);
        }
        catch (TimeoutException)
        {
            // A database that does not answer. Nothing of it is written later: the next owner takes the PBX over.
        }
    }

    /// <summary>Frees what ended it. What still runs then has been told so.</summary>
    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        var stop = _stop.Token;
        await store.OwnAsync(server.Name, _isAhead, CancellationToken.None);
        try
        {
            if (server.Live)
                await (_connection ??= connections.Create(server)).RunAsync(stop);
            else
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was given away.
        }
        finally
        {
            await store.DisownAsync(server.Name, CancellationToken.None);
        }
    }
}
