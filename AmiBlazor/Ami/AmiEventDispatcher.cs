namespace AmiBlazor.Ami;

/// <summary>
/// Turns the messages that answer no action into typed events and hands them to a listener. Events that a main connection does not use are ignored.
/// </summary>
internal sealed class AmiEventDispatcher(IAmiListener listener, AmiErrors errors)
{
    // Nearly all extensions of a PBX are in one context: its string is reused from event to event.
    private string _context = "";

    /// <exception cref="AmiMalformedException">An event that matters cannot be read. Its change would be lost, so the session ends.</exception>
    public void Dispatch(in AmiMessage message)
    {
        // An event with an ActionID answers an action that nobody waits for any more: it is older than the events around it.
        if (!message.TryGet(AmiProtocol.EventHeader, out var name) || message.TryGet(AmiProtocol.ActionIdHeader, out _))
            return;
        if (AmiText.Is(name, AmiProtocol.ExtensionStatusEvent))
            listener.ExtensionChanged(State(message));
        else if (AmiText.Is(name, AmiProtocol.PresenceStatusEvent))
            listener.PresenceChanged(Presence(message));
        else if (AmiText.Is(name, AmiProtocol.ReloadEvent))
            listener.Reloaded(message.TryGet(AmiProtocol.ModuleHeader, out var module) ? AmiText.ForPeople(AmiText.Decode(module)) : "");
        else if (AmiText.Is(name, AmiProtocol.ShutdownEvent))
            listener.ShuttingDown(message.Has(AmiProtocol.RestartHeader, AmiProtocol.True));
        else if (AmiText.Is(name, AmiProtocol.FullyBootedEvent))
            listener.FullyBooted();
    }

    private ExtensionState State(in AmiMessage message)
    {
        var fields = ExtensionStateFields.Of(message);
        return fields.TryGetStatus(out var status)
            ? new(Context(fields.Context), AmiText.Decode(fields.Exten), AmiText.Decode(fields.Hint), status)
            : throw errors.BadEvent(message);
    }

    private string Context(ReadOnlySpan<byte> context) => AmiText.Equals(context, _context) ? _context : _context = AmiText.Decode(context);

    private ExtensionPresence Presence(in AmiMessage message)
    {
        var fields = ExtensionStateFields.Of(message);
        if (fields.Context.IsEmpty || fields.Exten.IsEmpty) throw errors.BadEvent(message);
        message.TryGet(AmiProtocol.MessageHeader, out var words);
        return new(Context(fields.Context), AmiText.Decode(fields.Exten), AmiText.Decode(fields.Status), AmiText.Decode(words));
    }
}
