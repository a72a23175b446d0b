using System.Collections.Concurrent;
using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>Whether one of some channels begins to be recorded, or ends to be.</summary>
/// <param name="channelIds">Their Uniqueids.</param>
internal sealed class RecordingWatch(IReadOnlySet<string> channelIds) : ControlListener
{
    // The channels that are recorded, as far as was seen.
    private readonly ConcurrentDictionary<string, bool> _recorded = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a recording was seen to begin that was not seen to end.</summary>
    public bool IsOn => !_recorded.IsEmpty;

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
        if (!channelIds.Contains(channelId)) return;
        if (isOn) _recorded[channelId] = true;
        else _recorded.TryRemove(channelId, out _);
        _next.TrySetResult(isOn);
    }
}
