using System.Buffers;
using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>The messages about channels, header for header as Asterisk 22 writes them.</summary>
internal static class DemoChannelWire
{
    /// <summary>An event about a channel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="bridgeId">The bridge of <c>BridgeEnter</c> and <c>BridgeLeave</c>; null for other events.</param>
    /// <param name="cause">The cause of <c>Hangup</c>; null for other events.</param>
    public static byte[] Event(string name, DemoChannel channel, string? bridgeId = null, int? cause = null)
    {
        var output = new ArrayBufferWriter<byte>(768);
        output.Header("Event", name).Header("Privilege", "call,all");
        if (bridgeId is not null) output.Bridge(bridgeId);
        output.Channel(channel);
        if (name == "Hold") output.Header("MusicClass", "default");
        if (cause is { } why) output.Header("Cause", why.ToString(CultureInfo.InvariantCulture)).Header("Cause-txt", CauseText(why));
        output.EndOfMessage();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The complete response to <c>Status</c>.</summary>
    public static void Channels(this IBufferWriter<byte> output, DemoAction action, IReadOnlyList<DemoChannel> channels, TimeSpan now, long epoch)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Channel status will follow").EndOfMessage();
        var variables = action["Variables"]?.Split(',') ?? [];
        foreach (var channel in channels)
        {
            output.Header("Event", "Status").Header("Privilege", "Call").Channel(channel).Header("Type", "PJSIP").Header("DNID", channel.IsCalled ? "" : channel.Exten)
                .Header("EffectiveConnectedLineNum", channel.Other?.Number ?? "<unknown>")
                .Header("EffectiveConnectedLineName", channel.Other?.PartyName ?? "<unknown>").Header("TimeToHangup", "0").Header("BridgeID", channel.BridgeId ?? "")
                .Header("Application", channel.IsCalled ? "AppDial" : "Dial").Header("Data", channel.IsCalled ? "(Outgoing Line)" : $"PJSIP/{channel.Exten},20")
                .Header("Nativeformats", "(ulaw)").Header("Readformat", "ulaw").Header("Readtrans", "").Header("Writeformat", "ulaw").Header("Writetrans", "")
                .Header("Callgroup", "0").Header("Pickupgroup", "0").Header("Seconds", Seconds(now - channel.CreatedAt));
            if (variables.Contains("CHANNEL(onhold)", StringComparer.Ordinal))
                output.Header("Variable", $"CHANNEL(onhold)={(channel.Other is { IsHolding: true } ? 1 : 0)}");
            if (Array.Exists(variables, static one => one.StartsWith("CDR(answer", StringComparison.Ordinal)))
            {
                var answered = channel.AnsweredAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{epoch + at.TotalSeconds:F6}") : "";
                output.Header("Variable", $"CDR(answer,u)={answered}");
            }

            output.Id(action).EndOfMessage();
        }

        output.Complete("StatusComplete", action, channels.Count);
    }

    /// <summary>The complete response to <c>BridgeList</c>.</summary>
    public static void Bridges(this IBufferWriter<byte> output, DemoAction action, IReadOnlyList<string> bridges)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Bridge listing will follow").EndOfMessage();
        foreach (var bridge in bridges)
        {
            output.Header("Event", "BridgeListItem").Id(action).Bridge(bridge);
            output.EndOfMessage();
        }

        output.Complete("BridgeListComplete", action, bridges.Count);
    }

    /// <summary>The complete response to a list that is empty.</summary>
    public static void Empty(this IBufferWriter<byte> output, DemoAction action, string message, string complete)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", message).EndOfMessage();
        output.Complete(complete, action, 0);
    }

    private static void Complete(this IBufferWriter<byte> output, string name, DemoAction action, int rows) =>
        output.Header("Event", name).Id(action).Header("EventList", "Complete").Header("ListItems", rows.ToString(CultureInfo.InvariantCulture)).EndOfMessage();

    private static IBufferWriter<byte> Id(this IBufferWriter<byte> output, DemoAction action) =>
        action["ActionID"] is { } id ? output.Header("ActionID", id) : output;

    private static void Bridge(this IBufferWriter<byte> output, string id) => output
        .Header("BridgeUniqueid", id).Header("BridgeType", "basic").Header("BridgeTechnology", "simple_bridge").Header("BridgeCreator", "<unknown>")
        .Header("BridgeName", "<unknown>").Header("BridgeNumChannels", "2").Header("BridgeVideoSourceMode", "none");

    private static IBufferWriter<byte> Channel(this IBufferWriter<byte> output, DemoChannel channel) => output
        .Header("Channel", channel.Name).Header("ChannelState", channel.State.ToString(CultureInfo.InvariantCulture))
        .Header("ChannelStateDesc", StateText(channel.State)).Header("CallerIDNum", channel.Number)
        .Header("CallerIDName", channel.PartyName.Length == 0 ? "<unknown>" : channel.PartyName)
        .Header("ConnectedLineNum", channel.Other?.Number ?? "<unknown>").Header("ConnectedLineName", channel.Other?.PartyName is { Length: > 0 } name ? name : "<unknown>")
        .Header("Language", "en").Header("AccountCode", "").Header("Context", DemoFloor.MainContext).Header("Exten", channel.Exten).Header("Priority", "1")
        .Header("Uniqueid", channel.Id).Header("Linkedid", channel.LinkedId);

    private static string StateText(int state) => state switch
    {
        ChannelStates.Down => "Down",
        ChannelStates.Ring => "Ring",
        ChannelStates.Ringing => "Ringing",
        _ => "Up",
    };

    private static string CauseText(int cause) => cause switch
    {
        16 => "Normal Clearing",
        19 => "No answer from user (user alerted)",
        _ => "Unknown",
    };

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
