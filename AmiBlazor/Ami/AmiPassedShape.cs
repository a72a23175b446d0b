namespace AmiBlazor.Ami;

/// <summary>
/// The exact shapes of events that are not used, but stand between those that are: what ends as Asterisk writes it proves where the next message begins. An
/// event that ends with a text of others, such as what was dialled, is not among them.
/// </summary>
internal static class AmiPassedShape
{
    /// <summary>Whether an event that is not used surely ends where it seems to, if it began where it seems to.</summary>
    public static bool IsWhole(in AmiMessage message)
    {
        if (message.Oddity != AmiOddity.None || message.Count < 3) return false;
        var name = message.Value(0);
        var isOfQueue = AmiText.Is(name, "QueueMemberStatus"u8);
        if (!AmiEventShape.TryPreface(message, isOfQueue ? "agent,all"u8 : "call,all"u8, out var at)) return false;
        var headers = new ChannelHeaders(message, at);
        return (isOfQueue ? AmiQueueShape.TryTakeMember(ref headers) : Take(name, ref headers)) && headers is { IsPlain: true, IsAtEnd: true };
    }

    private static bool Take(ReadOnlySpan<byte> name, ref ChannelHeaders headers)
    {
        if (AmiText.Is(name, "BridgeCreate"u8) || AmiText.Is(name, "BridgeDestroy"u8)) return headers.TryTakeBridge(out _, out _);
        if (AmiText.Is(name, "DialState"u8) || AmiText.Is(name, "DialEnd"u8)) return TakeDial(ref headers);
        if (AmiText.Is(name, "LocalBridge"u8))
        {
            return headers.Channel("LocalOne"u8) is not null && headers.Channel("LocalTwo"u8) is not null && headers.TryTake("Context"u8, out _)
                && headers.TryTake("Exten"u8, out _) && headers.TryTake("LocalOptimization"u8, out _);
        }

        if (AmiText.Is(name, "MusicOnHoldStart"u8)) return headers.Channel(""u8) is not null && headers.TryTake("Class"u8, out _);
        if (AmiText.Is(name, "MusicOnHoldStop"u8)) return headers.Channel(""u8) is not null;
        if (!AmiText.Is(name, "SoftHangupRequest"u8)) return false;
        if (headers.Channel(""u8) is null) return false;
        headers.TryTakeNumber("Cause"u8);
        headers.TryTakeNumber("TechCause"u8);
        return true;
    }

    /// <summary>Where nobody called, as for a call that the PBX places itself, there is no caller's channel.</summary>
    private static bool TakeDial(ref ChannelHeaders headers) =>
        (headers.IsNext("DestChannel"u8) || headers.Channel(""u8) is not null) && headers.Channel("Dest"u8) is not null && headers.TryTake("DialStatus"u8, out _);
}
