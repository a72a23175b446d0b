using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>Whether one of some channels begins to be recorded, or ends to be.</summary>
/// <param name="channelIds">Their Uniqueids.</param>
internal sealed class RecordingWatch(IReadOnlySet<string> channelIds) : ControlListener
{
    private volatile TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool FollowsRecordings => true;

    /// <summary>Completes with the next change: true when a recording has begun.</summary>
    public Task<bool> NextAsync()
    {
        var next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _next = next;
        return next.Task;
    }

    public override void RecordingChanged(string channelId, bool isOn)
    {
        if (channelIds.Contains(channelId)) _next.TrySetResult(isOn);
    }
}
