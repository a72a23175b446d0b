using AmiBlazor.Hosting;

namespace AmiBlazor.Tests.Support;

/// <summary>Says that the application asked to start anew, and lets it go on: the process is that of the tests.</summary>
internal sealed class RecordedRestart() : HostRestart(static () => { })
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first request.</summary>
    public Task Requested => _requested.Task;

    public override void Request() => _requested.TrySetResult();
}
