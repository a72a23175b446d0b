using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>
/// What becomes of the channel of a person's own phone. Its Uniqueid is random, so that no caller can write an event of it, proven or not.
/// </summary>
internal sealed class OwnChannel : ControlListener
{
    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its Uniqueid, from which the call is known as one of ours.</summary>
    public string Id { get; } = AmiActionId.New("amiblazor");

    /// <summary>Completes when the PBX has begun to ring the phone.</summary>
    public Task Made => _made.Task;

    /// <summary>Completes when it is connected to somebody, or listens.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Completes when it has ended, with Asterisk's cause.</summary>
    public Task<int> Ended => _ended.Task;

    public override void ChannelChanged(ChannelEvent received, bool isProven)
    {
        if (!string.Equals(received.Channel.UniqueId, Id, StringComparison.Ordinal)) return;
        _made.TrySetResult();
        if (received is ChannelEvent.Entered or ChannelEvent.Spying { SpiedId: not null }) _joined.TrySetResult();
        if (received is ChannelEvent.Ended ended) _ended.TrySetResult(ended.Cause);
    }
}
