using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Hears what one PBX says on its main connection: extensions go into the feed, everything else becomes a request to ask for all states. Runs on the
/// reading loop, so nothing here waits.
/// </summary>
internal sealed class LiveEventHandler(AmiServerOptions server, LiveEventQueue feed, TimeProvider time) : IAmiListener
{
    // Of many wishes one is granted: what does not fit is no loss.
    private readonly Channel<ResyncReason> _requests = Channel.CreateBounded<ResyncReason>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile TaskCompletionSource _booted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasListed;
    private long _events;
    private long _outside;
    private long _lastEventAt;

    /// <summary>Why all states should be asked for again.</summary>
    public ChannelReader<ResyncReason> Requests => _requests.Reader;

    /// <summary>Completes when the PBX has said on this connection that it has finished its start.</summary>
    public Task Booted => _booted.Task;

    /// <summary>What the PBX said of its end; null when it said nothing.</summary>
    public FormattableString? ShutdownNotice { get; private set; }

    /// <summary>Events of extensions since the program started.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Those of them whose contexts are not kept.</summary>
    public long Outside => Volatile.Read(ref _outside);

    /// <summary>When the last one came; null when none did.</summary>
    public DateTimeOffset? LastEventAt => Volatile.Read(ref _lastEventAt) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>A new connection comes about; nothing of the one before counts.</summary>
    public void Begin()
    {
        _booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hasListed = false;
        ShutdownNotice = null;
        while (_requests.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>This connection has asked for all states: from here on, what may have changed them is a reason to ask again.</summary>
    public void ListRequested() => _hasListed = true;

    /// <summary>All states should be asked for again.</summary>
    public void Request(ResyncReason reason) => _requests.Writer.TryWrite(reason);

    public void ExtensionChanged(ExtensionState state)
    {
        var now = time.GetUtcNow();
        Volatile.Write(ref _events, _events + 1);
        Volatile.Write(ref _lastEventAt, now.UtcTicks);
        if (IsKept(state.Context))
            Hear(new LiveStatus(state.Context, state.Exten, state.Hint, state.Status, now));
        else
            Volatile.Write(ref _outside, _outside + 1);
    }

    public void PresenceChanged(ExtensionPresence presence)
    {
        if (!IsKept(presence.Context))
            return;
        var word = presence.Status is "" or "not_set" ? null : AmiText.ForPeople(presence.Status);
        var message = presence.Message.Length == 0 ? null : AmiText.ForPeople(presence.Message);
        Hear(new LivePresence(presence.Context, presence.Exten, word, word is null ? null : message, time.GetUtcNow()));
    }

    public void Reloaded(string module)
    {
        if (_hasListed)
            Request(ResyncReason.Reloaded);
    }

    public void ShuttingDown(bool restarting) => ShutdownNotice = LiveMessages.ShutDown(server.Name, restarting);

    public void FullyBooted()
    {
        if (_hasListed)
            Request(ResyncReason.Booted);
        _booted.TrySetResult();
    }

    private bool IsKept(string context) => server.Contexts.Count == 0 || server.Contexts.Contains(context, StringComparer.Ordinal);

    private void Hear(LiveEvent heard)
    {
        switch (feed.Enqueue(heard))
        {
            case EnqueueResult.Full:
                Request(ResyncReason.Overrun);
                break;
            case EnqueueResult.TooManyExtensions:
                throw new AmiLimitExceededException(LiveMessages.TooManyExtensions(server.Name, LiveEventQueue.MostExtensions));
        }
    }
}
