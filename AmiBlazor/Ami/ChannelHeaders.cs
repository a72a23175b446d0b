namespace AmiBlazor.Ami;

/// <summary>The headers of a message that are still to be read, one after the other.</summary>
internal ref struct ChannelHeaders(AmiMessage message, int at)
{
    /// <summary>The most bytes of an identity: Asterisk's own have at most 150 (<c>AST_MAX_UNIQUEID</c>).</summary>
    public const int LongestId = 160;

    private readonly AmiMessage _message = message;
    private int _at = at;

    /// <summary>Whether nothing of free length was among them.</summary>
    public bool IsPlain { get; private set; } = true;

    /// <summary>The index of the next.</summary>
    public readonly int At => _at;

    public readonly bool IsAtEnd => _at == _message.Count;

    public readonly bool IsNext(ReadOnlySpan<byte> name) => _at < _message.Count && AmiText.Is(_message.Name(_at), name);

    public bool TryTake(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!IsNext(name)) return false;
        value = _message.Value(_at++);
        return true;
    }

    /// <summary>Passes over a header whose value is a number; anything else may be somebody else's words.</summary>
    public void TryTakeNumber(ReadOnlySpan<byte> name)
    {
        if (TryTake(name, out var value) && !ExtensionStateCollector.TryParse(value, out _)) IsPlain = false;
    }

    /// <summary>Takes the headers of a bridge.</summary>
    public bool TryTakeBridge(out ReadOnlySpan<byte> id, out BridgeKind kind)
    {
        kind = default;
        if (!TryTake("BridgeUniqueid"u8, out id) || id.IsEmpty || id.Length > LongestId
            || !TryTake("BridgeType"u8, out var type) || !TryTake("BridgeTechnology"u8, out var technology) || !TryTake("BridgeCreator"u8, out var creator)
            || !TryTake("BridgeName"u8, out _) || !TryTake("BridgeNumChannels"u8, out _) || !TryTake("BridgeVideoSourceMode"u8, out _))
        {
            return false;
        }

        TryTake("BridgeVideoSource"u8, out _);
        kind = AmiChannelShape.KindOfBridge(type, technology, creator);
        return true;
    }

    /// <summary>Takes the fourteen headers of a channel, and its variables; null when they are not all there.</summary>
    /// <param name="prefix">What their names begin with, such as <c>Spyee</c>; empty for nothing.</param>
    public ChannelSnapshot? Channel(ReadOnlySpan<byte> prefix)
    {
        if (!TryTake(prefix, "Channel"u8, out var name) || !TryTake(prefix, "ChannelState"u8, out var state)
            || !TryTake(prefix, "ChannelStateDesc"u8, out _) || !TryTake(prefix, "CallerIDNum"u8, out var number)
            || !TryTake(prefix, "CallerIDName"u8, out var partyName) || !TryTake(prefix, "ConnectedLineNum"u8, out var connectedNumber)
            || !TryTake(prefix, "ConnectedLineName"u8, out var connectedName) || !TryTake(prefix, "Language"u8, out _)
            || !TryTake(prefix, "AccountCode"u8, out _) || !TryTake(prefix, "Context"u8, out _) || !TryTake(prefix, "Exten"u8, out var exten)
            || !TryTake(prefix, "Priority"u8, out _) || !TryTake(prefix, "Uniqueid"u8, out var id) || !TryTake(prefix, "Linkedid"u8, out var linked))
        {
            return null;
        }

        while (TryTake(prefix, "ChanVariable"u8, out _)) IsPlain = false;
        if (id.IsEmpty || id.Length > LongestId || linked.Length > LongestId || name.IsEmpty || name.Length > LongestId
            || !ExtensionStateCollector.TryParse(state, out var stateNumber))
        {
            return null;
        }

        return new(
            AmiText.Decode(id), AmiText.Decode(name), AmiText.Decode(linked), stateNumber, Text(number), Text(partyName), Text(connectedNumber),
            Text(connectedName), Text(exten));
    }

    private static string Text(ReadOnlySpan<byte> value) =>
        value.IsEmpty || value.SequenceEqual("<unknown>"u8) ? "" : AmiText.ForPeople(AmiText.Decode(value));

    private bool TryTake(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (_at == _message.Count) return false;
        var found = _message.Name(_at);
        if (found.Length != prefix.Length + name.Length || !AmiText.Is(found[..prefix.Length], prefix)) return false;

        if (!AmiText.Is(found[prefix.Length..], name)) return false;
        value = _message.Value(_at++);
        return true;
    }
}
