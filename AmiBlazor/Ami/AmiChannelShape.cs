namespace AmiBlazor.Ami;

/// <summary>
/// The exact shapes of the events of calls and queues that are used, as <see cref="AmiEventShape"/> has those of states: the names that Asterisk 16 to 22
/// writes, in its order, each once and nothing else (main/manager_channels.c, main/manager_bridges.c, res/parking/parking_manager.c, apps/app_queue.c).
/// </summary>
/// <remarks>
/// Seen on real Asterisks with each kind of call; a caller's number that holds line ends leaves an event without its end, which has no shape.
/// </remarks>
internal static class AmiChannelShape
{
    /// <summary>Whether an event of this name is used.</summary>
    public static bool Knows(ReadOnlySpan<byte> name) => KindOf(name) != Kind.None;

    /// <summary>Reads an event; false when it does not have exactly its shape.</summary>
    /// <param name="message">An event that <see cref="Knows"/> by its name.</param>
    /// <param name="read">What it says.</param>
    /// <param name="isPlain">Whether it holds no text of free length: then the next message begins where it seems to, if this one did.</param>
    public static bool TryRead(in AmiMessage message, out ChannelEvent? read, out bool isPlain)
    {
        read = null;
        isPlain = false;
        var kind = KindOf(message.Value(0));
        if (message.Oddity != AmiOddity.None) return false;
        if (!AmiEventShape.TryPreface(message, kind is Kind.QueueJoin or Kind.QueueLeave ? "agent,all"u8 : "call,all"u8, out var at)) return false;
        var headers = new ChannelHeaders(message, at);
        read = Read(kind, ref headers);
        isPlain = headers.IsPlain;
        return read is not null && headers.IsAtEnd;
    }

    /// <summary>What a bridge is for, by the headers that a message has of it.</summary>
    public static BridgeKind KindOfBridge(ReadOnlySpan<byte> type, ReadOnlySpan<byte> technology, ReadOnlySpan<byte> creator) =>
        type.SequenceEqual("parking"u8) ? BridgeKind.Parking
        : technology.SequenceEqual("holding_bridge"u8) ? BridgeKind.Holding
        : creator.SequenceEqual("ConfBridge"u8) ? BridgeKind.Conference
        : BridgeKind.Basic;

    private static ChannelEvent? Read(Kind kind, ref ChannelHeaders headers) => kind switch
    {
        Kind.New => headers.Channel(""u8) is { } channel ? new ChannelEvent.Created(channel) : null,
        Kind.Change => headers.Channel(""u8) is { } channel ? new ChannelEvent.Changed(channel) : null,
        Kind.CallerId => headers.Channel(""u8) is { } channel && headers.TryTake("CID-CallingPres"u8, out _) ? new ChannelEvent.Changed(channel) : null,
        Kind.Enter or Kind.Leave => Bridge(kind, ref headers),
        Kind.Hold or Kind.Unhold => Hold(kind, ref headers),
        Kind.SpyStart or Kind.SpyStop => Spy(kind, ref headers),
        Kind.Park or Kind.Unpark => Park(kind, ref headers),
        Kind.QueueJoin or Kind.QueueLeave => Queue(kind, ref headers),
        Kind.HangupRequest => HangupRequest(ref headers),
        Kind.Hangup => Hangup(ref headers),
        _ => null,
    };

    private static ChannelEvent? Bridge(Kind kind, ref ChannelHeaders headers)
    {
        if (!headers.TryTakeBridge(out var id, out var bridgeKind)) return null;
        if (headers.Channel(""u8) is not { } channel) return null;
        if (kind == Kind.Leave) return new ChannelEvent.Left(channel, AmiText.Decode(id));
        headers.TryTake("SwapUniqueid"u8, out _);
        return new ChannelEvent.Entered(channel, AmiText.Decode(id), bridgeKind);
    }

    private static ChannelEvent.Held? Hold(Kind kind, ref ChannelHeaders headers)
    {
        if (headers.Channel(""u8) is not { } channel) return null;
        if (kind == Kind.Hold) headers.TryTake("MusicClass"u8, out _);
        return new ChannelEvent.Held(channel, kind == Kind.Hold);
    }

    private static ChannelEvent.Spying? Spy(Kind kind, ref ChannelHeaders headers)
    {
        if (headers.Channel("Spyer"u8) is not { } spyer) return null;

        // Who has stopped may listen to nobody by then.
        var spied = headers.IsAtEnd ? null : headers.Channel("Spyee"u8);
        return kind == Kind.SpyStop ? new ChannelEvent.Spying(spyer, null) : spied is null ? null : new ChannelEvent.Spying(spyer, spied.UniqueId);
    }

    /// <summary>Reads who is parked, where: what the event <c>ParkedCall</c> says, and each row of the list of the same name.</summary>
    public static ChannelEvent.Parking? Parked(ref ChannelHeaders headers) => Park(Kind.Park, ref headers);

    private static ChannelEvent.Parking? Park(Kind kind, ref ChannelHeaders headers)
    {
        if (headers.Channel("Parkee"u8) is not { } parkee) return null;
        if (headers.IsNext("ParkerChannel"u8) && headers.Channel("Parker"u8) is null) return null;
        if (headers.IsNext("RetrieverChannel"u8) && headers.Channel("Retriever"u8) is null) return null;
        headers.TryTake("ParkerDialString"u8, out _);
        if (!headers.TryTake("Parkinglot"u8, out var lot) || !headers.TryTake("ParkingSpace"u8, out var space)
            || !headers.TryTake("ParkingTimeout"u8, out _) || !headers.TryTake("ParkingDuration"u8, out _))
        {
            return null;
        }

        return kind == Kind.Park
            ? new ChannelEvent.Parking(parkee, AmiText.ForPeople(AmiText.Decode(lot)), AmiText.ForPeople(AmiText.Decode(space)))
            : new ChannelEvent.Parking(parkee, null, null);
    }

    private static ChannelEvent.Queueing? Queue(Kind kind, ref ChannelHeaders headers)
    {
        if (headers.Channel(""u8) is not { } channel || !headers.TryTake("Queue"u8, out var queue) || queue.IsEmpty
            || !headers.TryTake("Position"u8, out var position) || !headers.TryTake("Count"u8, out _)
            || !ExtensionStateCollector.TryParse(position, out var place))
        {
            return null;
        }

        return new ChannelEvent.Queueing(channel, AmiText.ForPeople(AmiText.Decode(queue)), kind == Kind.QueueJoin, place);
    }

    /// <summary>The causes come from Asterisk 22 always, from 16 in some cases.</summary>
    private static ChannelEvent.EndRequested? HangupRequest(ref ChannelHeaders headers)
    {
        if (headers.Channel(""u8) is not { } channel) return null;
        headers.TryTakeNumber("Cause"u8);
        headers.TryTakeNumber("TechCause"u8);
        return new ChannelEvent.EndRequested(channel);
    }

    private static ChannelEvent.Ended? Hangup(ref ChannelHeaders headers)
    {
        if (headers.Channel(""u8) is not { } channel || !headers.TryTake("Cause"u8, out var cause) || !headers.TryTake("Cause-txt"u8, out _)) return null;
        headers.TryTakeNumber("TechCause"u8);
        return ExtensionStateCollector.TryParse(cause, out var number) ? new ChannelEvent.Ended(channel, number) : null;
    }

    private static Kind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when AmiText.Is(name, "Hold"u8) => Kind.Hold,
        6 when AmiText.Is(name, "Hangup"u8) => Kind.Hangup,
        6 when AmiText.Is(name, "Unhold"u8) => Kind.Unhold,
        8 when AmiText.Is(name, "Newstate"u8) => Kind.Change,
        10 when AmiText.Is(name, "Newchannel"u8) => Kind.New,
        10 when AmiText.Is(name, "ParkedCall"u8) => Kind.Park,
        11 when AmiText.Is(name, "BridgeEnter"u8) => Kind.Enter,
        11 when AmiText.Is(name, "BridgeLeave"u8) => Kind.Leave,
        11 when AmiText.Is(name, "NewCallerid"u8) => Kind.CallerId,
        11 when AmiText.Is(name, "ChanSpyStop"u8) => Kind.SpyStop,
        12 when AmiText.Is(name, "ChanSpyStart"u8) => Kind.SpyStart,
        12 when AmiText.Is(name, "UnParkedCall"u8) => Kind.Unpark,
        13 when AmiText.Is(name, "HangupRequest"u8) => Kind.HangupRequest,
        14 when AmiText.Is(name, "ParkedCallSwap"u8) => Kind.Unpark,
        15 when AmiText.Is(name, "QueueCallerJoin"u8) => Kind.QueueJoin,
        16 when AmiText.Is(name, "QueueCallerLeave"u8) => Kind.QueueLeave,
        16 when AmiText.Is(name, "NewConnectedLine"u8) => Kind.Change,
        17 when AmiText.Is(name, "ParkedCallTimeOut"u8) => Kind.Unpark,
        16 when AmiText.Is(name, "ParkedCallGiveUp"u8) => Kind.Unpark,
        _ => Kind.None,
    };

    private enum Kind
    {
        None,
        New,
        Change,
        CallerId,
        Enter,
        Leave,
        Hold,
        Unhold,
        SpyStart,
        SpyStop,
        Park,
        Unpark,
        QueueJoin,
        QueueLeave,
        HangupRequest,
        Hangup,
    }
}
