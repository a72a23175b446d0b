using System.Globalization;
using System.Text;

namespace AmiBlazor.Benchmarks.Calls;

/// <summary>
/// The events of many calls at once, beat by beat, as a PBX sends them through the eventfilter of the README. Each call goes through a Local channel that
/// stays: four channels and two bridges, as a queue of FreePBX makes them.
/// </summary>
internal sealed class CallStream
{
    /// <summary>The time between two publications of calls.</summary>
    public const int BeatsOfSecond = 40;

    private readonly List<StringBuilder> _beats = [];

    /// <param name="perSecond">How many calls begin in a second.</param>
    /// <param name="atOnce">How many there are at once, once the first ones end.</param>
    /// <param name="seconds">How long.</param>
    public CallStream(int perSecond, int atOnce, int seconds)
    {
        var lasts = BeatsOfSecond * atOnce / perSecond;
        for (var beat = 0; beat < (seconds * BeatsOfSecond) + lasts; beat++) _beats.Add(new StringBuilder());
        for (var call = 0; call < perSecond * seconds; call++)
        {
            var begins = call * BeatsOfSecond / perSecond;
            Begin(_beats[begins], call);
            Answer(_beats[begins + (lasts / 4)], call);
            End(_beats[begins + lasts], call);
        }

        Beats = [.. _beats.Select(beat => Encoding.ASCII.GetBytes(beat.ToString()))];
    }

    /// <summary>What the connection brings in each beat.</summary>
    public IReadOnlyList<byte[]> Beats { get; }

    /// <summary>How many events there are.</summary>
    public int Events { get; private set; }

    /// <summary>How long the stream is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)Beats.Count / BeatsOfSecond);

    private void Begin(StringBuilder wire, int call)
    {
        Write(wire, "Newchannel", call, 0, 4);
        Write(wire, "Newstate", call, 0, 6);
        Write(wire, "QueueCallerJoin", call, 0, 6, privilege: "agent,all", after: "Queue: support\r\nPosition: 1\r\nCount: 1\r\n");
        Write(wire, "Newchannel", call, 1, 0);
        Write(wire, "Newchannel", call, 2, 4);
        foreach (var half in new[] { 1, 2 }) Write(wire, "NewCallerid", call, half, half == 1 ? 0 : 4, after: "CID-CallingPres: 0 (Presentation Allowed, Not Screened)\r\n");
        Write(wire, "NewConnectedLine", call, 2, 4);
        Write(wire, "Newchannel", call, 3, 0);
        Write(wire, "NewConnectedLine", call, 3, 0);
        Write(wire, "NewConnectedLine", call, 2, 4);
        Write(wire, "Newstate", call, 3, 5);
        Write(wire, "Newstate", call, 1, 5);
        Write(wire, "NewCallerid", call, 1, 5, after: "CID-CallingPres: 0 (Presentation Allowed, Not Screened)\r\n");
        Write(wire, "NewConnectedLine", call, 1, 5);
    }

    private void Answer(StringBuilder wire, int call)
    {
        Write(wire, "Newstate", call, 3, 6);
        Write(wire, "Newstate", call, 1, 6);
        Write(wire, "NewConnectedLine", call, 0, 6);
        Write(wire, "Newstate", call, 2, 6);
        Write(wire, "QueueCallerLeave", call, 0, 6, privilege: "agent,all", after: "Queue: support\r\nPosition: 1\r\nCount: 0\r\n");
        foreach (var channel in new[] { 1, 3, 0, 2 }) Write(wire, "BridgeEnter", call, channel, 6, before: Bridge(call, channel));
    }

    private void End(StringBuilder wire, int call)
    {
        foreach (var channel in new[] { 0, 1, 2, 3 }) Write(wire, "BridgeLeave", call, channel, 6, before: Bridge(call, channel));
        foreach (var channel in new[] { 1, 0, 2, 3 }) Write(wire, "Hangup", call, channel, 6, after: "Cause: 16\r\nCause-txt: Normal Clearing\r\nTechCause: 200\r\n");
    }

    private static string Bridge(int call, int channel) => string.Create(
        CultureInfo.InvariantCulture,
        $"BridgeUniqueid: b9f4eec9-5f8d-4886-{channel / 2:0000}-{call:000000000000}\r\nBridgeType: basic\r\nBridgeTechnology: simple_bridge\r\nBridgeCreator: <unknown>\r\nBridgeName: <unknown>\r\nBridgeNumChannels: 1\r\nBridgeVideoSourceMode: none\r\n");

    private void Write(StringBuilder wire, string name, int call, int channel, int state, string privilege = "call,all", string before = "", string after = "")
    {
        Events++;
        var (caller, called) = (1_000_000 + call, 2000 + (call % 1000));
        var (number, sees) = channel is 0 or 2 ? (caller, called) : (called, caller);
        var device = channel switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"PJSIP/trunk-{call:x8}"),
            3 => string.Create(CultureInfo.InvariantCulture, $"PJSIP/{called}-{call:x8}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Local/{called}@from-queue-{call:x8};{channel}"),
        };
        wire.Append(
            CultureInfo.InvariantCulture,
            $"Event: {name}\r\nPrivilege: {privilege}\r\n{before}Channel: {device}\r\nChannelState: {state}\r\nChannelStateDesc: x\r\nCallerIDNum: {number}\r\nCallerIDName: Name of {number}\r\nConnectedLineNum: {sees}\r\nConnectedLineName: Name of {sees}\r\nLanguage: en\r\nAccountCode: \r\nContext: from-internal\r\nExten: 600\r\nPriority: 1\r\nUniqueid: 1795893338.{(4 * call) + channel}\r\nLinkedid: 1795893338.{4 * call}\r\n{after}\r\n");
    }
}
