using System.Buffers;
using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>The messages about channels, header for header as Asterisk 22 writes them.</summary>
internal static class DemoChannelWire
{
    /// <summary>An event about a channel.</summary>
    public static byte[] Event(string name, DemoChannel channel)
    {
        var output = Begin(name).Channel(channel);
        switch (name)
        {
            case "Hold":
                output.Header("MusicClass", "default");
                break;
            case "NewCallerid":
                output.Header("CID-CallingPres", "0 (Presentation Allowed, Not Screened)");
                break;
            // A queue ends the call of a caller who hangs up without a cause.
            case "HangupRequest" when channel.QueueCall is null:
                output.Header("Cause", "16");
                break;
        }

        return output.Bytes();
    }

    /// <summary>A channel has come into a bridge, or has left it.</summary>
    public static byte[] InBridge(string name, DemoChannel channel, DemoBridge bridge) => Begin(name).Bridge(bridge).Channel(channel).Bytes();

    /// <summary>An event about two channels.</summary>
    public static byte[] Pair(string name, (string Prefix, DemoChannel Channel) one, (string Prefix, DemoChannel Channel) other) =>
        Begin(name).Channel(one.Channel, one.Prefix).Channel(other.Channel, other.Prefix).Bytes();

    /// <summary>A channel is over.</summary>
    public static byte[] Ended(DemoChannel channel, int cause)
    {
        var output = Begin("Hangup").Channel(channel).Header("Cause", Number(cause)).Header("Cause-txt", CauseText(cause));
        if (TechCause(cause) is { } code) output.Header("TechCause", code);
        return output.Bytes();
    }

    /// <summary>An account has had the PBX call a phone, and this came of it.</summary>
    /// <param name="origination">What it asked for.</param>
    /// <param name="channel">The phone's channel, once it was answered; null in a failure.</param>
    /// <param name="reason">4 for an answer, 3 when nobody answered in time, 0 otherwise.</param>
    public static byte[] Originated(DemoOrigination origination, DemoChannel? channel, int reason)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Header("Event", "OriginateResponse").Header("Privilege", "call,all");
        if (origination.ActionId is { } id) output.Header("ActionID", id);
        output.Header("Response", channel is null ? "Failure" : "Success").Header("Channel", channel?.Name ?? origination.Device);
        if (origination.Application is { } application)
            output.Header("Application", application).Header("Data", origination.Data);
        else
            output.Header("Context", origination.Context).Header("Exten", origination.Exten);
        output.Header("Reason", Number(reason)).Header("Uniqueid", channel?.Id ?? origination.ChannelId ?? "<null>")
            .Header("CallerIDNum", Known(channel?.Number)).Header("CallerIDName", Known(channel?.PartyName));
        return output.Bytes();
    }

    /// <summary>The complete response to <c>Status</c>.</summary>
    public static void Channels(this IBufferWriter<byte> output, DemoAction action, IReadOnlyCollection<DemoChannel> channels, DemoSwitch pbx)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Channel status will follow").EndOfMessage();
        var variables = action["Variables"]?.Split(',') ?? [];
        var wantsHold = variables.Contains("CHANNEL(onhold)", StringComparer.Ordinal);
        var wantsAnswer = Array.Exists(variables, static one => one.StartsWith("CDR(answer", StringComparison.Ordinal));
        foreach (var channel in channels)
        {
            output.Header("Event", "Status").Header("Privilege", "Call").Channel(channel).Header("Type", "PJSIP").Header("DNID", channel.Dialled)
                .Header("EffectiveConnectedLineNum", Known(channel.ConnectedNumber)).Header("EffectiveConnectedLineName", Known(channel.ConnectedName))
                .Header("TimeToHangup", "0").Header("BridgeID", channel.Bridge?.Id ?? "")
                .Header("Application", channel.Application).Header("Data", channel.Data)
                .Header("Nativeformats", "(ulaw)").Header("Readformat", "ulaw").Header("Readtrans", "").Header("Writeformat", "ulaw").Header("Writetrans", "")
                .Header("Callgroup", "0").Header("Pickupgroup", "0").Header("Seconds", Number((long)(pbx.Now - channel.CreatedAt).TotalSeconds));
            if (wantsHold) output.Header("Variable", $"CHANNEL(onhold)={(channel.IsHeld ? 1 : 0)}");
            if (wantsAnswer)
            {
                var answered = channel.AnsweredAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{pbx.Epoch + at.TotalSeconds:F6}") : "";
                output.Header("Variable", $"CDR(answer,u)={answered}");
            }

            output.Id(action).EndOfMessage();
        }

        output.Complete("StatusComplete", action, channels.Count, "Items");
    }

    /// <summary>The complete response to <c>BridgeList</c>.</summary>
    public static void Bridges(this IBufferWriter<byte> output, DemoAction action, IReadOnlyCollection<DemoBridge> bridges)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Bridge listing will follow").EndOfMessage();
        foreach (var bridge in bridges)
        {
            output.Header("Event", "BridgeListItem").Id(action).Bridge(bridge);
            output.EndOfMessage();
        }

        output.Complete("BridgeListComplete", action, bridges.Count);
    }

    /// <summary>The headers of a channel, each with a prefix.</summary>
    public static IBufferWriter<byte> Channel(this IBufferWriter<byte> output, DemoChannel channel, string prefix = "") => output
        .Header(prefix + "Channel", channel.Name).Header(prefix + "ChannelState", Number(channel.State))
        .Header(prefix + "ChannelStateDesc", StateText(channel.State)).Header(prefix + "CallerIDNum", Known(channel.Number))
        .Header(prefix + "CallerIDName", Known(channel.PartyName)).Header(prefix + "ConnectedLineNum", Known(channel.ConnectedNumber))
        .Header(prefix + "ConnectedLineName", Known(channel.ConnectedName)).Header(prefix + "Language", "en").Header(prefix + "AccountCode", "")
        .Header(prefix + "Context", channel.Context).Header(prefix + "Exten", channel.Exten).Header(prefix + "Priority", Number(channel.Priority))
        .Header(prefix + "Uniqueid", channel.Id).Header(prefix + "Linkedid", channel.LinkedId);

    private static IBufferWriter<byte> Begin(string name) => new ArrayBufferWriter<byte>(768).Header("Event", name).Header("Privilege", "call,all");

    private static IBufferWriter<byte> Bridge(this IBufferWriter<byte> output, DemoBridge bridge)
    {
        var (type, technology, creator) = bridge.Kind switch
        {
            DemoBridgeKind.Parking => ("parking", "holding_bridge", "Parking"),
            DemoBridgeKind.Room => ("base", "softmix", "ConfBridge"),
            _ => ("basic", "simple_bridge", "<unknown>"),
        };
        return output.Header("BridgeUniqueid", bridge.Id).Header("BridgeType", type).Header("BridgeTechnology", technology).Header("BridgeCreator", creator)
            .Header("BridgeName", Known(bridge.Name)).Header("BridgeNumChannels", Number(bridge.Members.Count)).Header("BridgeVideoSourceMode", "none");
    }

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "<unknown>" : text;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string StateText(int state) => state switch
    {
        ChannelStates.Down => "Down",
        ChannelStates.Ring => "Ring",
        ChannelStates.Ringing => "Ringing",
        _ => "Up",
    };

    private static string CauseText(int cause) => cause switch
    {
        3 => "No route to destination",
        16 => "Normal Clearing",
        17 => "User busy",
        19 => "User alerting, no answer",
        26 => "Answered elsewhere",
        127 => "Interworking, unspecified",
        _ => "Unknown",
    };

    /// <summary>The code by which a phone says why.</summary>
    private static string? TechCause(int cause) => cause switch
    {
        3 => "404",
        17 => "486",
        19 => "480",
        127 => "487",
        _ => null,
    };
}
