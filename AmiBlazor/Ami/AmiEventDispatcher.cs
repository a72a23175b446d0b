namespace AmiBlazor.Ami;

/// <summary>
/// Turns the messages that answer no action into typed events and hands them to a listener, each with whether it is proven to be the PBX's own. Events that
/// a main connection does not use are skipped, whatever they look like.
/// </summary>
/// <remarks>
/// Asterisk writes what a caller or a phone gave it into its events as it came, line ends included (number, account code, presence message, …), so a message
/// may be a part of a value of the message before it. What a message says of its own start, it cannot prove: only the message before it can. Those that end
/// where they seem to are our answers, whose ActionID nobody else knows, and events whose values are too short to hold another one in its exact shape:
/// states of extensions and devices, with at most <see cref="AmiEventShape.LongestName"/> bytes of others' making.
/// </remarks>
internal sealed class AmiEventDispatcher(IAmiListener listener)
{
    // Nearly all extensions of a PBX are in one context: its string is reused from event to event.
    private string _context = "";

    // Whether the next message surely begins where it seems to.
    private bool _isProven;

    /// <summary>The PBX has answered one of our actions, whose ActionID nobody else knows: what comes next begins where it seems to.</summary>
    /// <param name="isPlain">Whether the answer held no text of others.</param>
    public void Answered(bool isPlain) => _isProven = isPlain;

    public void Dispatch(in AmiMessage message)
    {
        var isProven = _isProven;
        _isProven = false;
        if (message.Count == 0 || !AmiText.Is(message.Name(0), AmiProtocol.EventHeader)) return;
        // An event with an ActionID answers an action that nobody waits for any more: it is older than the events around it.
        if (message.Count > 1 && AmiText.Is(message.Name(1), AmiProtocol.ActionIdHeader)) return;
        var name = message.Value(0);
        if (AmiText.Is(name, AmiProtocol.ExtensionStatusEvent))
            Extension(message, isProven);
        else if (AmiText.Is(name, AmiProtocol.DeviceStateChangeEvent))
            Device(message, isProven);
        else if (AmiText.Is(name, AmiProtocol.PresenceStatusEvent))
            Presence(message, isProven);
        else if (listener.FollowsCalls && AmiChannelShape.Knows(name))
            Channel(message, isProven);
        else if (listener.FollowsCalls && AmiQueueShape.Knows(name))
            Queue(message, isProven);
        else if (listener.FollowsRecordings && AmiRecordingShape.Knows(name) && AmiRecordingShape.TryRead(message, out var channelId, out var isOn))
            listener.RecordingChanged(channelId, isOn);
        else if (listener.FollowsDevices && AmiDeviceShape.Knows(name))
            Phone(message, isProven);
        else if (Notice(name, message))
            _isProven = isProven;
        else
            Skip(message, isProven);
    }

    private void Skip(in AmiMessage message, bool isProven)
    {
        _isProven = isProven && listener.FollowsCalls && AmiPassedShape.IsWhole(message);
        listener.Skipped(isProven ? AmiText.ForPeople(AmiText.Decode(message.Value(0))) : null, isProven && AmiEventShape.IsOfCalls(message));
    }

    private void Extension(in AmiMessage message, bool isProven)
    {
        if (AmiEventShape.TryExtensionStatus(message, out var fields) && fields.TryGetStatus(out var status))
        {
            _isProven = isProven;
            listener.ExtensionChanged(new(Context(fields.Context), AmiText.Decode(fields.Exten), AmiText.Decode(fields.Hint), status), isProven);
        }
        else
        {
            listener.Doubted(AmiWords.Of(message));
        }
    }

    private void Device(in AmiMessage message, bool isProven)
    {
        if (!AmiEventShape.TryDeviceStateChange(message, out var device, out var state))
        {
            listener.Doubted(AmiWords.Of(message));
            return;
        }

        _isProven = isProven;
        listener.DeviceChanged(AmiText.Decode(device), DeviceStates.Text(state), isProven);
    }

    private void Presence(in AmiMessage message, bool isProven)
    {
        if (AmiEventShape.TryPresenceStatus(message, out var context, out var exten, out var status, out var text))
            listener.PresenceChanged(new(Context(context), AmiText.Decode(exten), AmiText.Decode(status), AmiText.Decode(text)), isProven);
        else
            listener.Doubted(AmiWords.Of(message));
    }

    private void Channel(in AmiMessage message, bool isProven)
    {
        if (AmiChannelShape.TryRead(message, out var received, out var isPlain))
        {
            _isProven = isProven && isPlain;
            listener.ChannelChanged(received!, isProven);
        }
        else
        {
            listener.ChannelDoubted(AmiWords.Of(message));
        }
    }

    private void Queue(in AmiMessage message, bool isProven)
    {
        if (AmiQueueShape.TryRead(message, out var received, out var isPlain))
        {
            _isProven = isProven && isPlain;
            listener.QueueChanged(received!, isProven);
        }
        else
        {
            listener.ChannelDoubted(AmiWords.Of(message));
        }
    }

    private void Phone(in AmiMessage message, bool isProven)
    {
        if (AmiDeviceShape.TryRead(message, out var received, out var isPlain))
        {
            _isProven = isProven && isPlain;
            listener.PhoneChanged(received!, isProven);
        }
        else
        {
            listener.PhoneDoubted(AmiWords.Of(message));
        }
    }

    /// <summary>What the PBX says of itself. None of it changes a state: at worst all states are requested once more.</summary>
    private bool Notice(ReadOnlySpan<byte> name, in AmiMessage message)
    {
        if (AmiText.Is(name, AmiProtocol.ReloadEvent))
            listener.Reloaded(message.TryGet(AmiProtocol.ModuleHeader, out var module) ? AmiText.ForPeople(AmiText.Decode(module)) : "");
        else if (AmiText.Is(name, AmiProtocol.ShutdownEvent))
            listener.ShuttingDown(message.Has(AmiProtocol.RestartHeader, AmiProtocol.True));
        else if (AmiText.Is(name, AmiProtocol.FullyBootedEvent))
            listener.FullyBooted();
        else
            return false;
        return true;
    }

    private string Context(ReadOnlySpan<byte> context) => AmiText.Equals(context, _context) ? _context : _context = AmiText.Decode(context);
}
