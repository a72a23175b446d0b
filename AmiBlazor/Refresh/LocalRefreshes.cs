using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>Every refresh runs in this process: it is alone.</summary>
internal sealed class LocalRefreshes(RunningRefreshes refreshes) : IRefreshStarter
{
    public ValueTask<(RunningRefresh Run, bool Joined)> StartOrJoinAsync(AmiServerOptions server, string askedBy) =>
        ValueTask.FromResult(refreshes.StartOrJoin(server, askedBy));
}
