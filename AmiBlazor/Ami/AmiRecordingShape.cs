namespace AmiBlazor.Ami;

/// <summary>The exact shape of the events that say that a channel is recorded (<c>MixMonitorStart</c>) or no longer (<c>MixMonitorStop</c>).</summary>
internal static class AmiRecordingShape
{
    /// <summary>Whether an event of this name is one of them.</summary>
    public static bool Knows(ReadOnlySpan<byte> name) => AmiText.Is(name, "MixMonitorStart"u8) || AmiText.Is(name, "MixMonitorStop"u8);

    /// <summary>Reads an event that <see cref="Knows"/>; false when it does not have exactly the shape.</summary>
    public static bool TryRead(in AmiMessage message, out string channelId, out bool isOn)
    {
        (channelId, isOn) = ("", AmiText.Is(message.Value(0), "MixMonitorStart"u8));
        if (message.Oddity != AmiOddity.None || !AmiEventShape.TryPreface(message, "call,all"u8, out var at)) return false;
        var headers = new ChannelHeaders(message, at);
        if (headers.Channel(""u8) is not { } channel || !headers.IsAtEnd) return false;
        channelId = channel.UniqueId;
        return true;
    }
}
