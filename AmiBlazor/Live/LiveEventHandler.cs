using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Handles what one PBX sends on its main connection: events about extensions go into the queue, everything else becomes a request for all states. Runs on
/// the reading loop, so nothing here waits.
/// </summary>
internal sealed class LiveEventHandler(AmiServerOptions server, LiveEventQueue queue, TimeProvider time) : IAmiListener
{
    // One list answers many requests: one that does not fit is no loss.
    private readonly Channel<ResyncReason> _requests =
        Channel.CreateBounded<ResyncReason>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile TaskCompletionSource _booted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasListed;
    private long _events;
    private long _outside;
    private long _lastEventAt;

    /// <summary>Why all states should be requested again.</summary>
    public ChannelReader<ResyncReason> Requests => _requests.Reader;

    /// <summary>Completes when the PBX has said on this connection that it has finished its start.</summary>
    public Task Booted => _booted.Task;

    /// <summary>What the PBX said about its end; null when it said nothing.</summary>
    public FormattableString? ShutdownNotice { get; private set; }

    /// <summary>How many events about extensions came since the program started.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>How many of them were about contexts that are not kept.</summary>
    public long Outside => Volatile.Read(ref _outside);

    /// <summary>When the last event came; null when none did.</summary>
    public DateTimeOffset? LastEventAt => Volatile.Read(ref _lastEventAt) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>A new connection begins; nothing of the one before counts.</summary>
    public void Begin()
    {
        _booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hasListed = false;
        ShutdownNotice = null;
        while (_requests.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>This connection requests all states: from here on, whatever may have changed them is a reason to request them again.</summary>
    public void ListRequested() => _hasListed = true;

    /// <summary>All states should be requested again.</summary>
    public void Request(ResyncReason reason) => _requests.Writer.TryWrite(reason);

    public void ExtensionChanged(ExtensionState state)
    {
        var now = time.GetUtcNow();
        Volatile.Write(ref _events, _events + 1);
        Volatile.Write(ref _lastEventAt, now.UtcTicks);
        if (server.Keeps(state.Context))
            Enqueue(new LiveStatus(state.Context, state.Exten, state.Hint, state.Status, now));
        else
            Volatile.Write(ref _outside, _outside + 1);
    }

    public void PresenceChanged(ExtensionPresence presence)
    {
        if (!server.Keeps(presence.Context)) return;
        var word = presence.Status is "" or "not_set" ? null : AmiText.ForPeople(presence.Status);
        var message = presence.Message.Length == 0 ? null : AmiText.ForPeople(presence.Message);
        Enqueue(new LivePresence(presence.Context, presence.Exten, word, word is null ? null : message, time.GetUtcNow()));
    }

    public void Reloaded(string module)
    {
        if (_hasListed) Request(ResyncReason.Reloaded);
    }

    public void ShuttingDown(bool restarting) => ShutdownNotice = LiveMessages.ShutDown(server.Name, restarting);

    public void FullyBooted()
    {
        if (_hasListed) Request(ResyncReason.Booted);
        _booted.TrySetResult();
    }

    private void Enqueue(LiveEvent received)
    {
        switch (queue.Enqueue(received))
        {
            case EnqueueResult.Full:
                Request(ResyncReason.Overrun);
                break;
            case EnqueueResult.TooManyExtensions:
                throw new AmiLimitExceededException(LiveMessages.TooManyExtensions(server.Name, FollowState.MaxExtensions));
        }
    }
}
