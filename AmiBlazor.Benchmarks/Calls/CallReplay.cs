using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Benchmarks.Calls;

/// <summary>Plays a <see cref="CallStream"/> through what a main connection has behind its socket, up to the calls that a page shows.</summary>
internal sealed class CallReplay(CallStream stream) : IAmiListener
{
    private readonly AmiFrame _frame = new(new AmiLimits());
    private readonly CallTracker _tracker = new();
    private readonly CallInbox _inbox = new(TimeProvider.System);
    private int _believed;

    bool IAmiListener.FollowsCalls => true;

    /// <summary>The most calls that were shown at once.</summary>
    public int Most { get; private set; }

    /// <summary>The lower bound: finds the messages and their headers.</summary>
    public int Scan()
    {
        var messages = 0;
        foreach (var beat in stream.Beats)
        {
            var rest = beat.AsSpan();
            while (AmiMessageReader.Read(rest, _frame, out _, out var consumed) == AmiReadResult.Message)
            {
                messages++;
                rest = rest[consumed..];
            }
        }

        return messages;
    }

    /// <summary>Applies every event; reads the calls after each beat, if they are to be shown.</summary>
    public void Play(bool areShown)
    {
        var dispatcher = new AmiEventDispatcher(this);
        dispatcher.Answered(isPlain: true);
        var phones = new PhoneIndex();
        var shown = CallSnapshot.Empty("main");
        var at = DateTimeOffset.UnixEpoch;
        foreach (var beat in stream.Beats)
        {
            var rest = beat.AsSpan();
            while (AmiMessageReader.Read(rest, _frame, out var message, out var consumed) == AmiReadResult.Message)
            {
                dispatcher.Dispatch(message);
                rest = rest[consumed..];
            }

            _inbox.ApplyTo(_tracker);
            at += TimeSpan.FromSeconds(1.0 / CallStream.BeatsOfSecond);
            if (!areShown) continue;
            shown = CallReader.Read("main", _tracker, phones, shown, at, isAfterList: false);
            Most = Math.Max(Most, shown.Calls.Count);
        }

        if (_believed % stream.Events != 0 || _tracker.Channels.Count > 0) throw new BenchmarkException("The replayed calls were not understood.");
    }

    void IAmiListener.ChannelChanged(ChannelEvent received, bool isProven)
    {
        if (isProven) _believed++;
        _inbox.Receive(received, isProven);
    }

    void IAmiListener.ChannelDoubted(string words) => throw new BenchmarkException($"An event was doubted: {words}");

    void IAmiListener.ExtensionChanged(ExtensionState state, bool isProven)
    {
    }

    void IAmiListener.DeviceChanged(string device, string state, bool isProven)
    {
    }

    void IAmiListener.PresenceChanged(ExtensionPresence presence, bool isProven)
    {
    }

    void IAmiListener.Doubted(string words)
    {
    }

    void IAmiListener.Skipped(string? name, bool isOfCalls)
    {
    }

    void IAmiListener.Reloaded(string module)
    {
    }

    void IAmiListener.ShuttingDown(bool restarting)
    {
    }

    void IAmiListener.FullyBooted()
    {
    }
}
