using System.Globalization;
using System.Text;

namespace AmiBlazor.Tests.Calls;

/// <summary>The events and lists of the <see cref="ModelPbx"/>, field for field as Asterisk 16 and 22 write them.</summary>
internal static class ModelWire
{
    public static string Event(string name, ModelChannel channel, string prefix = "", string before = "", string after = "", string privilege = "call,all")
    {
        var wire = new StringBuilder(700).Append("Event: ").Append(name).Append("\r\nPrivilege: ").Append(privilege).Append("\r\n").Append(before);
        Append(wire, prefix, channel);
        return wire.Append(after).Append("\r\n").ToString();
    }

    public static string Bridge(ModelBridge bridge) => string.Create(
        CultureInfo.InvariantCulture,
        $"BridgeUniqueid: {bridge.Id}\r\nBridgeType: {bridge.Type}\r\nBridgeTechnology: {bridge.Technology}\r\nBridgeCreator: {bridge.Creator}\r\nBridgeName: {bridge.Name}\r\nBridgeNumChannels: {bridge.Members.Count}\r\nBridgeVideoSourceMode: none\r\n");

    public static string Channel(string prefix, ModelChannel channel)
    {
        var wire = new StringBuilder(500);
        Append(wire, prefix, channel);
        return wire.ToString();
    }

    /// <summary>The answer to <c>Status</c>.</summary>
    public static string Status(ModelPbx pbx, string actionId, string? only = null)
    {
        var channels = pbx.Channels.Where(channel => only is null || string.Equals(channel.Name, only, StringComparison.Ordinal)).ToList();
        if (only is not null && channels.Count == 0) return $"Response: Error\r\nActionID: {actionId}\r\nMessage: No such channel\r\n\r\n";
        var wire = new StringBuilder().Append("Response: Success\r\nActionID: ").Append(actionId).Append("\r\nEventList: start\r\nMessage: Channel status will follow\r\n\r\n");
        foreach (var channel in channels)
        {
            wire.Append("Event: Status\r\nPrivilege: Call\r\n");
            Append(wire, "", channel);
            wire.Append("Type: PJSIP\r\nDNID: ").Append(channel.Dialled).Append("\r\nEffectiveConnectedLineNum: ").Append(Known(channel.ConnectedNumber))
                .Append("\r\nEffectiveConnectedLineName: ").Append(Known(channel.ConnectedName)).Append("\r\nTimeToHangup: 0\r\nBridgeID: ").Append(channel.Bridge?.Id)
                .Append("\r\nApplication: ").Append(channel.Application).Append("\r\nData: ").Append(channel.Data)
                .Append("\r\nNativeformats: (ulaw)\r\nReadformat: ulaw\r\nReadtrans: \r\nWriteformat: ulaw\r\nWritetrans: \r\nCallgroup: 2\r\nPickupgroup: 2\r\nSeconds: ")
                .Append(((long)(pbx.Now - channel.CreatedAt).TotalSeconds).ToString(CultureInfo.InvariantCulture))
                .Append("\r\nVariable: CHANNEL(onhold)=").Append(HearsMusic(channel) ? '1' : '0')
                .Append("\r\nVariable: CDR(answer,u)=").Append(channel.AnsweredAt is { } at ? at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + ".000000" : "0.000000")
                .Append("\r\nActionID: ").Append(actionId).Append("\r\n\r\n");
        }

        return wire.Append(CultureInfo.InvariantCulture, $"Event: StatusComplete\r\nActionID: {actionId}\r\nEventList: Complete\r\nListItems: {channels.Count}\r\nItems: {channels.Count}\r\n\r\n").ToString();
    }

    /// <summary>The answer to <c>BridgeList</c>.</summary>
    public static string Bridges(ModelPbx pbx, string actionId)
    {
        var wire = new StringBuilder().Append("Response: Success\r\nActionID: ").Append(actionId).Append("\r\nEventList: start\r\nMessage: Bridge listing will follow\r\n\r\n");
        foreach (var bridge in pbx.Bridges) wire.Append("Event: BridgeListItem\r\nActionID: ").Append(actionId).Append("\r\n").Append(Bridge(bridge)).Append("\r\n");
        return wire.Append(CultureInfo.InvariantCulture, $"Event: BridgeListComplete\r\nActionID: {actionId}\r\nEventList: Complete\r\nListItems: 1\r\n\r\n").ToString();
    }

    /// <summary>The answer to <c>QueueStatus</c>.</summary>
    public static string Queues(ModelPbx pbx, string actionId)
    {
        var wire = new StringBuilder().Append("Response: Success\r\nActionID: ").Append(actionId).Append("\r\nEventList: start\r\nMessage: Queue status will follow\r\n\r\n");
        var position = 0;
        foreach (var caller in pbx.Channels.Where(channel => channel.Queue is not null))
        {
            wire.Append(CultureInfo.InvariantCulture,
                $"Event: QueueEntry\r\nQueue: {caller.Queue}\r\nPosition: {++position}\r\nChannel: {caller.Name}\r\nUniqueid: {caller.Id}\r\nCallerIDNum: {caller.Number}\r\nCallerIDName: unknown\r\nConnectedLineNum: unknown\r\nConnectedLineName: unknown\r\nWait: {(long)(pbx.Now - caller.QueuedAt).TotalSeconds}\r\nPriority: 0\r\nActionID: {actionId}\r\n\r\n");
        }

        return wire.Append(CultureInfo.InvariantCulture, $"Event: QueueStatusComplete\r\nActionID: {actionId}\r\nEventList: Complete\r\nListItems: {position}\r\n\r\n").ToString();
    }

    /// <summary>Asterisk says it of the channel to which the holder's bridge gives the music: a Local half plays it by itself and passes nothing on.</summary>
    private static bool HearsMusic(ModelChannel channel) => channel.Bridge?.Members.Exists(other => other != channel && other.IsHolding) == true;

    private static string Known(string text) => text.Length == 0 ? "<unknown>" : text;

    private static void Append(StringBuilder wire, string prefix, ModelChannel channel)
    {
        var description = channel.State switch { 0 => "Down", 4 => "Ring", 5 => "Ringing", _ => "Up" };
        Line("Channel", channel.Name);
        Line("ChannelState", channel.State.ToString(CultureInfo.InvariantCulture));
        Line("ChannelStateDesc", description);
        Line("CallerIDNum", Known(channel.Number));
        Line("CallerIDName", Known(channel.PartyName));
        Line("ConnectedLineNum", Known(channel.ConnectedNumber));
        Line("ConnectedLineName", Known(channel.ConnectedName));
        Line("Language", "en");
        Line("AccountCode", "");
        Line("Context", "from-internal");
        Line("Exten", channel.Exten);
        Line("Priority", "1");
        Line("Uniqueid", channel.Id);
        Line("Linkedid", channel.Linked);

        void Line(string name, string value) => wire.Append(prefix).Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
