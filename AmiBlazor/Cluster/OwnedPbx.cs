using AmiBlazor.Ami;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Cluster;

/// <summary>A PBX that this node follows: its main connection, and the right to write its states.</summary>
internal sealed class OwnedPbx(AmiServerOptions server, ExtensionStore store, MainConnectionFactory connections, RunningRefreshes refreshes, TimeProvider time)
{
    /// <summary>How long a refresh may take to end, and the main connection to write what it has heard. The fence holds, whatever they still do.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    /// <summary>The name of the PBX.</summary>
    public string Server => server.Name;

    /// <summary>Whether another node has taken the PBX over, or this one has given it away.</summary>
    public bool IsOver => _stop.IsCancellationRequested || _run.IsCompleted || store.HeadOf(server.Name).IsFenced;

    /// <summary>Begins to follow it; returns at once.</summary>
    public void Begin() => _run = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Ends it: what was heard is written, and the main connection is hung up.</summary>
    public async Task EndAsync()
    {
        foreach (var run in refreshes.Running.Where(run => string.Equals(run.Server, server.Name, StringComparison.Ordinal))) run.TryStop();
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

    private async Task RunAsync()
    {
        await store.OwnAsync(server.Name, CancellationToken.None);
        try
        {
            if (server.Live)
                await connections.Create(server).RunAsync(_stop.Token);
            else
                await Task.Delay(Timeout.InfiniteTimeSpan, time, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It was given away.
        }
        finally
        {
            await store.DisownAsync(server.Name, CancellationToken.None);
        }
    }
}
