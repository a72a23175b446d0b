using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Handles what one PBX sends on its main connection: events about extensions go into the queue, those that may not be the PBX's own become questions,
/// everything else becomes a request for all states. Runs on the reading loop, so nothing here waits.
/// </summary>
internal sealed class LiveEventHandler(AmiServerOptions server, LiveEventQueue queue, CallFollower calls, DeviceFollower devices, TimeProvider time) : IAmiListener
{
    /// <summary>The longest time between the PBX's word that it ends and its end.</summary>
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(30);

    /// <summary>The answer to a question about an extension that has no hint.</summary>
    private const int NoSuchHint = -1;

    // One list answers many requests: one that does not fit is no loss.
    private readonly Channel<ResyncReason> _requests =
        Channel.CreateBounded<ResyncReason>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile TaskCompletionSource _booted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasListed;
    private readonly Lock _order = new();
    private (FormattableString Notice, long Stamp)? _shutdown;
    private volatile string? _lastDoubt;
    private volatile string? _unneeded;
    private volatile bool _hearsCalls;
    private long _events;
    private long _skipped;
    private long _doubtful;
    private long _outside;
    private long _lastEventAt;

    /// <summary>Why all states should be requested again.</summary>
    public ChannelReader<ResyncReason> Requests => _requests.Reader;

    /// <summary>Completes when the PBX has said on this connection that it has finished its start.</summary>
    public Task Booted => _booted.Task;

    /// <summary>What the PBX said about its end a moment ago; null when it said nothing.</summary>
    public FormattableString? ShutdownNotice =>
        _shutdown is { } said && time.GetElapsedTime(said.Stamp) < LongestShutdown ? said.Notice : null;

    /// <summary>What must be asked before it is believed.</summary>
    public DoubtQueue Doubts { get; } = new();

    /// <summary>How many events about extensions came since the program started.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>How many of them were about contexts that are not kept.</summary>
    public long Outside => Volatile.Read(ref _outside);

    /// <summary>How many events came that are not used.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>An event that is not used and has surely come on this connection; null when none has.</summary>
    public string? Unneeded => _unneeded;

    /// <summary>Whether an event has surely come on this connection that has the class <c>call</c>, as <c>ExtensionStatus</c> has.</summary>
    public bool HearsCalls => _hearsCalls;

    /// <summary>How many events that matter were not as Asterisk writes them, and so were not believed.</summary>
    public long Doubtful => Volatile.Read(ref _doubtful);

    /// <summary>The last of them, in words; null when there was none.</summary>
    public string? LastDoubt => _lastDoubt;

    /// <summary>When the last event came; null when none did.</summary>
    public DateTimeOffset? LastEventAt => Volatile.Read(ref _lastEventAt) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>A new connection begins; nothing of the one before counts.</summary>
    public void Begin()
    {
        _booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hasListed = false;
        _shutdown = null;
        _unneeded = null;
        _hearsCalls = false;
        Doubts.Clear();
        while (_requests.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>This connection requests all states: from here on, whatever may have changed them is a reason to request them again.</summary>
    public void ListRequested() => _hasListed = true;

    /// <summary>All states should be requested again.</summary>
    public void Request(ResyncReason reason) => _requests.Writer.TryWrite(reason);

    public void ExtensionChanged(ExtensionState state, bool isProven)
    {
        // A pattern is no extension: a list holds none, and Asterisks from 22.11 on send no event for one either.
        if (state.Exten.StartsWith('_')) return;
        var now = time.GetUtcNow();
        Volatile.Write(ref _events, _events + 1);
        Volatile.Write(ref _lastEventAt, now.UtcTicks);
        if (calls.FollowedHint(state.Context, state.Exten) is { } hint)
            calls.Receive(new QueueEvent.DeviceChanged(hint, DeviceStates.OfHint(state.Status)), isProven);
        if (!server.Keeps(state.Context, state.Exten))
            Volatile.Write(ref _outside, _outside + 1);
        else if (isProven && !queue.Hints.IsAmbiguous(state.Context, state.Exten))
            EnqueueProven(new LiveStatus(state.Context, state.Exten, state.Hint, state.Status, now), new Doubt.Extension(state.Context, state.Exten));
        else
            Ask(state, now);
    }

    public void DeviceChanged(string device, string state, bool isProven)
    {
        if (isProven) _hearsCalls = true;
        if (calls.Follows(device)) calls.Receive(new QueueEvent.DeviceChanged(device, DeviceStates.Number(state)), isProven);

        // Of a device that is the only one of its hint, the extension's own event tells.
        if (!queue.Hints.Follows(device)) return;
        if (isProven)
            EnqueueProven(new LiveDevice(device, state, time.GetUtcNow()), new Doubt.Device(device));
        else
            Ask(new Doubt.Device(device));
    }

    public void PresenceChanged(ExtensionPresence presence, bool isProven)
    {
        if (isProven) _hearsCalls = true;
        if (!server.Keeps(presence.Context, presence.Exten)) return;
        if (isProven)
            EnqueueProven(Presence(presence), new Doubt.Presence(presence.Context, presence.Exten));
        else
            Ask(new Doubt.Presence(presence.Context, presence.Exten));
    }

    public bool FollowsCalls => calls.IsOn;

    public void ChannelChanged(ChannelEvent received, bool isProven)
    {
        if (isProven && received is not ChannelEvent.Queueing) _hearsCalls = true;
        calls.Receive(received, isProven);
    }

    public void QueueChanged(QueueEvent received, bool isProven) => calls.Receive(received, isProven);

    public void ChannelDoubted(string words)
    {
        Volatile.Write(ref _doubtful, _doubtful + 1);
        _lastDoubt = words;
        calls.Doubt();
    }

    public bool FollowsDevices => devices.IsOn;

    public void PhoneChanged(DeviceEvent received, bool isProven)
    {
        if (isProven && received is DeviceEvent.Messages) _hearsCalls = true;
        devices.Receive(received, isProven);
    }

    public void PhoneDoubted(string words)
    {
        Volatile.Write(ref _doubtful, _doubtful + 1);
        _lastDoubt = words;
        devices.Doubt();
    }

    public void Doubted(string words)
    {
        Volatile.Write(ref _doubtful, _doubtful + 1);
        _lastDoubt = words;
        Request(ResyncReason.Doubted);
    }

    void IAmiListener.Skipped(string? name, bool isOfCalls)
    {
        Volatile.Write(ref _skipped, _skipped + 1);
        if (name is not null) _unneeded = name;
        if (isOfCalls) _hearsCalls = true;
    }

    /// <summary>The PBX has answered a question.</summary>
    /// <returns>
    /// False when the PBX has told of it by itself meanwhile: the answer may have come before that, and would undo it. It is asked again.
    /// </returns>
    public bool Answered(ExtensionState state)
    {
        // A question follows includes, a list does not: what it finds is no extension unless a list holds it.
        if (!queue.Hints.Knows(state.Context, state.Exten))
        {
            if (state.Status >= 0) Request(ResyncReason.Doubted);
            return true;
        }

        if (state.Status != NoSuchHint)
            return TryEnqueueAnswer(new LiveStatus(state.Context, state.Exten, state.Hint, state.Status, time.GetUtcNow()) { IsAnswer = true });
        Request(ResyncReason.Doubted);
        return true;
    }

    /// <summary>The PBX has answered a question about a presence.</summary>
    /// <inheritdoc cref="Answered(ExtensionState)"/>
    public bool Answered(ExtensionPresence presence) => TryEnqueueAnswer(Presence(presence));

    /// <summary>The PBX has answered a question about a device.</summary>
    /// <inheritdoc cref="Answered(ExtensionState)"/>
    public bool Answered(string device, string state) => TryEnqueueAnswer(new LiveDevice(device, state, time.GetUtcNow()));

    /// <summary>The state of an extension may have changed unheard: the PBX is asked.</summary>
    public void DoubtState(ExtensionKey extension) => Ask(new Doubt.Extension(extension.Context, extension.Exten));

    /// <summary>Where an extension's presence comes from; null when its hint names nothing.</summary>
    public string? PresenceProvider(string context, string exten) => queue.Hints.PresenceProvider(context, exten);

    /// <summary>A presence as it is kept: null for one that is not set.</summary>
    public static (string? Word, string? Message) Told(string status, string message) => status is "" or "not_set"
        ? (null, null)
        : (AmiText.ForPeople(status), message.Length == 0 ? null : AmiText.OneLine(message));

    public void Reloaded(string module)
    {
        if (_hasListed) Request(ResyncReason.Reloaded);
    }

    public void ShuttingDown(bool restarting) => _shutdown = (LiveMessages.ShutDown(server.Name, restarting), time.GetTimestamp());

    public void FullyBooted()
    {
        if (_hasListed) Request(ResyncReason.Booted);
        _booted.TrySetResult();
    }

    private void Ask(ExtensionState state, DateTimeOffset now)
    {
        // Whoever said it: a list that was requested before is older than the answer will be.
        if (queue.Hints.Knows(state.Context, state.Exten)) queue.Doubted(new LiveStatus(state.Context, state.Exten, state.Hint, state.Status, now));
        Ask(new Doubt.Extension(state.Context, state.Exten));
    }

    private void Ask(Doubt doubt)
    {
        if (!Doubts.TryAdd(doubt)) Request(ResyncReason.Doubted);
    }

    private LivePresence Presence(ExtensionPresence presence)
    {
        var (word, message) = Told(presence.Status, presence.Message);
        return new LivePresence(presence.Context, presence.Exten, word, message, time.GetUtcNow());
    }

    /// <summary>
    /// Enqueues what the PBX has told by itself. While a question is under way, the order against its answer matters, which is handed over by another thread;
    /// a question that begins after this look is answered after this event.
    /// </summary>
    private void EnqueueProven(LiveEvent received, Doubt about)
    {
        if (!Doubts.IsAsking)
        {
            Enqueue(received);
            return;
        }

        lock (_order)
        {
            Doubts.Heard(about);
            Enqueue(received);
        }
    }

    private bool TryEnqueueAnswer(LiveEvent answer)
    {
        lock (_order)
        {
            if (Doubts.TakeHeard()) return false;
            Enqueue(answer);
            return true;
        }
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
