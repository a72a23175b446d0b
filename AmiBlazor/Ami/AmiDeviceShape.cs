namespace AmiBlazor.Ami;

/// <summary>
/// The exact shapes of the events of phones and mailboxes that are used, as <see cref="AmiEventShape"/> has those of states: the names that Asterisk 16 to 22
/// writes, in its order, each once and nothing else (main/stasis_endpoints.c, main/manager_mwi.c).
/// </summary>
/// <remarks>
/// Where a phone is reached it says itself, at any length; but line ends stay escaped there, as <c>%0d%0a</c> (seen on 16 and 22), unlike in a caller's number.
/// </remarks>
internal static class AmiDeviceShape
{
    /// <summary>Whether an event of this name is used.</summary>
    public static bool Knows(ReadOnlySpan<byte> name) => KindOf(name) != Kind.None;

    /// <summary>Reads an event; false when it does not have exactly its shape.</summary>
    /// <param name="message">An event that <see cref="Knows"/> by its name.</param>
    /// <param name="read">What it says.</param>
    /// <param name="isPlain">Whether it holds no text of free length: then the next message begins where it seems to, if this one did.</param>
    public static bool TryRead(in AmiMessage message, out DeviceEvent? read, out bool isPlain)
    {
        read = null;
        isPlain = false;
        var kind = KindOf(message.Value(0));
        if (message.Oddity != AmiOddity.None) return false;
        if (!AmiEventShape.TryPreface(message, kind == Kind.Messages ? "call,all"u8 : "system,all"u8, out var at)) return false;
        var headers = new ChannelHeaders(message, at);
        read = kind switch
        {
            Kind.Contact => Contact(ref headers, out isPlain),
            Kind.Peer => Peer(ref headers, out isPlain),
            _ => Messages(ref headers, out isPlain),
        };
        isPlain = isPlain && headers.IsPlain;
        return read is not null && headers.IsAtEnd;
    }

    private static DeviceEvent.Contact? Contact(ref ChannelHeaders headers, out bool isPlain)
    {
        isPlain = false;
        if (!headers.TryTake("URI"u8, out var uri) || uri.IsEmpty || !headers.TryTake("ContactStatus"u8, out var word) || !TryState(word, out ContactState state)
            || !headers.TryTake("AOR"u8, out _) || !headers.TryTake("EndpointName"u8, out var endpoint) || endpoint.IsEmpty
            || endpoint.Length > AmiEventShape.LongestName)
        {
            return null;
        }

        // Some states have no round trip; an answer that was never measured is 0.
        var roundTrip = 0;
        if (headers.TryTake("RoundtripUsec"u8, out var told) && !ExtensionStateCollector.TryParse(told, out roundTrip)) return null;
        isPlain = true;
        return new(
            AmiText.ForPeople(AmiText.Decode(endpoint)), AmiText.ForPeople(AmiText.Decode(uri)), state,
            roundTrip > 0 && state == ContactState.Reachable ? TimeSpan.FromMicroseconds(roundTrip) : null);
    }

    private static DeviceEvent.Peer? Peer(ref ChannelHeaders headers, out bool isPlain)
    {
        isPlain = false;
        if (!headers.TryTake("ChannelType"u8, out _) || !headers.TryTake("Peer"u8, out var device) || device.Length is 0 or > AmiEventShape.LongestName
            || !headers.TryTake("PeerStatus"u8, out var word) || !TryState(word, out PeerState state))
        {
            return null;
        }

        headers.TryTake("Cause"u8, out var cause);
        headers.TryTake("Address"u8, out var address);
        headers.TryTake("Port"u8, out _);
        TimeSpan? roundTrip =
            headers.TryTake("Time"u8, out var time) && ExtensionStateCollector.TryParse(time, out var milliseconds) && milliseconds > 0
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null;
        isPlain = cause.Length + address.Length <= AmiEventShape.LongestName;
        return new(AmiText.ForPeople(AmiText.Decode(device)), state, AmiText.ForPeople(AmiText.Decode(address)), roundTrip);
    }

    /// <summary>While a message is being left, the caller's channel comes first.</summary>
    private static DeviceEvent.Messages? Messages(ref ChannelHeaders headers, out bool isPlain)
    {
        isPlain = false;
        if (headers.IsNext("Channel"u8) && headers.Channel(""u8) is null) return null;
        if (!headers.TryTake("Mailbox"u8, out var mailbox) || mailbox.Length is 0 or > AmiEventShape.LongestName || !headers.TryTake("Waiting"u8, out _)
            || !TryCount(ref headers, "New"u8, out var unheard) || !TryCount(ref headers, "Old"u8, out var heard))
        {
            return null;
        }

        isPlain = true;
        return new(AmiText.ForPeople(AmiText.Decode(mailbox)), unheard, heard);
    }

    private static bool TryCount(ref ChannelHeaders headers, ReadOnlySpan<byte> name, out int count)
    {
        count = 0;
        return headers.TryTake(name, out var value) && ExtensionStateCollector.TryParse(value, out count) && count >= 0;
    }

    private static bool TryState(ReadOnlySpan<byte> word, out ContactState state)
    {
        ContactState? found =
            word.SequenceEqual("Reachable"u8) ? ContactState.Reachable
            : word.SequenceEqual("Unreachable"u8) ? ContactState.Unreachable
            : word.SequenceEqual("Removed"u8) ? ContactState.Removed
            : word.SequenceEqual("NonQualified"u8) || word.SequenceEqual("Unqualified"u8) || word.SequenceEqual("Unknown"u8) || word.SequenceEqual("Created"u8)
                || word.SequenceEqual("Updated"u8) ? ContactState.Unqualified
            : null;
        state = found ?? default;
        return found is not null;
    }

    private static bool TryState(ReadOnlySpan<byte> word, out PeerState state)
    {
        PeerState? found =
            word.SequenceEqual("Registered"u8) ? PeerState.Registered
            : word.SequenceEqual("Reachable"u8) || word.SequenceEqual("Lagged"u8) ? PeerState.Reachable
            : word.SequenceEqual("Unreachable"u8) ? PeerState.Unreachable
            : word.SequenceEqual("Unregistered"u8) ? PeerState.Unregistered
            : word.SequenceEqual("Rejected"u8) || word.SequenceEqual("Unknown"u8) ? PeerState.Unknown
            : null;
        state = found ?? default;
        return found is not null;
    }

    private static Kind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        10 when AmiText.Is(name, "PeerStatus"u8) => Kind.Peer,
        13 when AmiText.Is(name, "ContactStatus"u8) => Kind.Contact,
        14 when AmiText.Is(name, "MessageWaiting"u8) => Kind.Messages,
        _ => Kind.None,
    };

    private enum Kind
    {
        None,
        Contact,
        Peer,
        Messages,
    }
}
