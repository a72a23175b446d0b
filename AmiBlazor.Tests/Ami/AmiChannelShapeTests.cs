using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

/// <summary>The events of calls: what Asterisk writes is read, and whatever else is not.</summary>
public sealed class AmiChannelShapeTests
{
    private const string Channel =
        "Channel: PJSIP/1001-0000000a|ChannelState: 6|ChannelStateDesc: Up|CallerIDNum: 1001|CallerIDName: Anna Adler|ConnectedLineNum: <unknown>|ConnectedLineName: <unknown>|Language: en|AccountCode: |Context: c|Exten: 1002|Priority: 1|Uniqueid: 1795893338.0|Linkedid: 1795893338.0";

    private const string Bridge = "BridgeUniqueid: b1|BridgeType: basic|BridgeTechnology: simple_bridge|BridgeCreator: <unknown>|BridgeName: <unknown>|BridgeNumChannels: 1|BridgeVideoSourceMode: none";

    public static TheoryData<string> Transcripts => [.. CallTranscript.Names];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Of_what_real_Asterisks_wrote_every_event_of_a_call_is_read_and_none_that_a_number_has_cut(string name)
    {
        int read = 0, cut = 0;
        foreach (var text in CallTranscript.Messages(name))
        {
            if (!text.StartsWith("Event: ", StringComparison.Ordinal) || !text.Contains("\r\nPrivilege: ", StringComparison.Ordinal)) continue;
            if (!AmiChannelShape.Knows(Encoding.UTF8.GetBytes(text["Event: ".Length..text.IndexOf('\r', StringComparison.Ordinal)]))) continue;
            var isWhole = text.Contains("Linkedid: ", StringComparison.Ordinal);
            if (isWhole)
                read++;
            else
                cut++;
            Assert.Equal(isWhole, Read(text) is not null);
        }

        Assert.Equal(name.EndsWith("hostile_number", StringComparison.Ordinal), cut > 0);
        Assert.True(read > 0, "Nothing was read.");
    }

    [Theory]
    [InlineData("Newchannel", "", "Created")]
    [InlineData("Newstate", "", "Changed")]
    [InlineData("NewConnectedLine", "", "Changed")]
    [InlineData("NewCallerid", "|CID-CallingPres: 0 (Presentation Allowed, Not Screened)", "Changed")]
    [InlineData("Hold", "|MusicClass: default", "Held")]
    [InlineData("Hold", "", "Held")]
    [InlineData("Unhold", "", "Held")]
    [InlineData("Hangup", "|Cause: 16|Cause-txt: Normal Clearing", "Ended")]
    [InlineData("Hangup", "|Cause: 16|Cause-txt: Normal Clearing|TechCause: 200", "Ended")]
    [InlineData("Newstate", "|ChanVariable: a=b|ChanVariable: c=d", "Changed")]
    public void Each_is_read(string name, string tail, string kind)
    {
        var read = Read($"Event: {name}|Privilege: call,all|{Channel}{tail}");

        Assert.Equal(kind, read?.GetType().Name);
        Assert.Equal(
            new ChannelSnapshot("1795893338.0", "PJSIP/1001-0000000a", "1795893338.0", 6, "1001", "Anna Adler", "", "", "1002"), read!.Channel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("|BridgeVideoSource: 1795893338.0")]
    public void A_bridge_is_read_with_and_without_video(string video)
    {
        var entered = Assert.IsType<ChannelEvent.Entered>(Read($"Event: BridgeEnter|Privilege: call,all|{Bridge}{video}|{Channel}|SwapUniqueid: 1"));

        Assert.Equal(("b1", BridgeKind.Basic), (entered.BridgeId, entered.Kind));
        Assert.IsType<ChannelEvent.Left>(Read($"Event: BridgeLeave|Privilege: call,all|{Bridge}{video}|{Channel}"));
    }

    [Theory]
    [InlineData("parking", "holding_bridge", "Parking", nameof(BridgeKind.Parking))]
    [InlineData("base", "softmix", "ConfBridge", nameof(BridgeKind.Conference))]
    [InlineData("agent_hold", "holding_bridge", "AgentPool", nameof(BridgeKind.Holding))]
    [InlineData("basic", "native_rtp", "<unknown>", nameof(BridgeKind.Basic))]
    public void What_a_bridge_is_for_is_told_by_its_type_and_its_maker(string type, string technology, string creator, string kind) =>
        Assert.Equal(
            kind, AmiChannelShape.KindOfBridge(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(technology), Encoding.UTF8.GetBytes(creator)).ToString());

    [Theory]
    [InlineData("Uniqueid: 1795893338.0|", "")]
    [InlineData("Uniqueid: 1795893338.0", "Uniqueid: ")]
    [InlineData("Linkedid: 1795893338.0", "")]
    [InlineData("Uniqueid: 1795893338.0", "Uniqueid: 1|Uniqueid: 2")]
    [InlineData("CallerIDNum: 1001", "CallerIDNum: 1001|CallerIDName: Boss")]
    [InlineData("CallerIDNum: 1001|CallerIDName: Anna Adler", "CallerIDName: Anna Adler|CallerIDNum: 1001")]
    [InlineData("CallerIDNum: 1001", "CallerIDNum: 1|no header")]
    [InlineData("CallerIDNum: 1001", "CallerIDNum: 1\0")]
    [InlineData("ChannelState: 6", "ChannelState: Up")]
    [InlineData("ChannelState: 6", "ChannelState: 99999999999")]
    [InlineData("Channel: PJSIP/1001-0000000a", "Channel: ")]
    [InlineData("Privilege: call,all", "Privilege: user,all")]
    [InlineData("Privilege: call,all|", "")]
    [InlineData("Exten: 1002", "Exten: 1|Priority: 1|Uniqueid: x|Linkedid: y")]
    [InlineData("Linkedid: 1795893338.0", "Linkedid: 1795893338.0|X: y")]
    public void What_is_not_in_its_exact_shape_is_not_read(string part, string instead)
    {
        var text = $"Event: Newstate|Privilege: call,all|{Channel}";
        Assert.NotNull(Read(text));

        Assert.Null(Read(text.Replace(part, instead, StringComparison.Ordinal).TrimEnd('|')));
    }

    [Fact]
    public void An_identity_or_a_name_that_no_Asterisk_makes_is_not_read()
    {
        var longId = new string('1', ChannelHeaders.LongestId + 1);

        foreach (var part in new[] { "Uniqueid: 1795893338.0", "Linkedid: 1795893338.0", "Channel: PJSIP/1001-0000000a" })
            Assert.Null(Read($"Event: Newstate|Privilege: call,all|{Channel}".Replace(part, part[..(part.IndexOf(' ', StringComparison.Ordinal) + 1)] + longId, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_of_ten_kilobytes_is_too_long_for_a_line_and_one_of_a_kilobyte_is_cut_for_people()
    {
        Assert.Null(Read($"Event: Newstate|Privilege: call,all|{Channel}".Replace("Anna Adler", new string('x', 10_240), StringComparison.Ordinal)));

        var name = Read($"Event: Newstate|Privilege: call,all|{Channel}".Replace("Anna Adler", new string('x', 1_024), StringComparison.Ordinal))!.Channel.PartyName;
        Assert.Equal(new string('x', 300) + "…", name);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("sip:anna@example.org;tag=1")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("+49 (30) 12-34")]
    [InlineData("a: b")]
    [InlineData("Ärger & Söhne")]
    public void What_others_write_comes_as_they_wrote_it(string text) =>
        Assert.Equal(text, Read($"Event: Newstate|Privilege: call,all|{Channel}".Replace("1001|CallerIDName", text + "|CallerIDName", StringComparison.Ordinal))!.Channel.Number);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u0007b")]
    public void Control_characters_of_others_are_replaced(string text) =>
        Assert.Equal("a\ufffdb", Read($"Event: Newstate|Privilege: call,all|{Channel}".Replace("Anna Adler", text, StringComparison.Ordinal))!.Channel.PartyName);

    [Fact]
    public void What_follows_an_event_with_text_of_free_length_is_not_believed()
    {
        Assert.Equal([true, true], Believed($"Event: Newstate|Privilege: call,all|{Channel}", $"Event: Hangup|Privilege: call,all|{Channel}|Cause: 16|Cause-txt: x|TechCause: 200"));
        Assert.Equal([true, false], Believed($"Event: Newstate|Privilege: call,all|{Channel}|ChanVariable: a=b", $"Event: Newstate|Privilege: call,all|{Channel}"));
        Assert.Equal([true, false], Believed($"Event: Hangup|Privilege: call,all|{Channel}|Cause: 16|Cause-txt: x|TechCause: SIP 404", $"Event: Newstate|Privilege: call,all|{Channel}"));
        Assert.Equal([false], Believed("Event: DialBegin|Privilege: call,all|DialString: 1", $"Event: Newstate|Privilege: call,all|{Channel}"));
        Assert.Equal([false], Believed("Event: Newstate|Privilege: call,all|Channel: x|CallerIDNum: 1", $"Event: Newstate|Privilege: call,all|{Channel}"));
    }

    [Theory]
    [InlineData("Event: BridgeCreate|Privilege: call,all|B")]
    [InlineData("Event: BridgeDestroy|Privilege: call,all|B")]
    [InlineData("Event: MusicOnHoldStart|Privilege: call,all|C|Class: default")]
    [InlineData("Event: MusicOnHoldStop|Privilege: call,all|C")]
    [InlineData("Event: SoftHangupRequest|Privilege: call,all|C|Cause: 16")]
    [InlineData("Event: DialState|Privilege: call,all|C|D|DialStatus: RINGING")]
    [InlineData("Event: DialEnd|Privilege: call,all|D|DialStatus: ANSWER")]
    public void An_event_that_is_not_used_but_whole_proves_the_next_one(string passed)
    {
        var dest = string.Join('|', Channel.Split('|').Select(line => "Dest" + line));
        var text = passed.Replace("|B", "|" + Bridge, StringComparison.Ordinal).Replace("|C|", $"|{Channel}|", StringComparison.Ordinal)
            .Replace("|D|", $"|{dest}|", StringComparison.Ordinal);
        if (text.EndsWith("|C", StringComparison.Ordinal)) text = text[..^1] + Channel;

        Assert.Equal([true], Believed(text, $"Event: Newstate|Privilege: call,all|{Channel}"));
        Assert.Equal([false], Believed(text + "|Forward: 1", $"Event: Newstate|Privilege: call,all|{Channel}"));
        Assert.Equal([false], Believed(text.Replace("Language: en|", "", StringComparison.Ordinal).Replace("BridgeName: <unknown>|", "", StringComparison.Ordinal), $"Event: Newstate|Privilege: call,all|{Channel}"));
    }

    /// <summary>Whether each event of a call is believed that comes in these messages, after one of our own answers.</summary>
    private static bool[] Believed(params IEnumerable<string> messages)
    {
        var listener = new Listener();
        var dispatcher = new AmiEventDispatcher(listener);
        dispatcher.Answered(isPlain: true);
        foreach (var text in messages)
        {
            Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(Bytes(text), new AmiFrame(new AmiLimits()), out var message, out _));
            dispatcher.Dispatch(message);
        }

        return [.. listener.Believed];
    }

    private static ChannelEvent? Read(string text)
    {
        var result = AmiMessageReader.Read(Bytes(text), new AmiFrame(new AmiLimits()), out var message, out _);
        return result == AmiReadResult.Message && AmiChannelShape.TryRead(message, out var read, out _) ? read : null;
    }

    private static byte[] Bytes(string text) =>
        Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n\r\n");

    private sealed class Listener : IAmiListener
    {
        public List<bool> Believed { get; } = [];

        bool IAmiListener.FollowsCalls => true;

        void IAmiListener.ChannelChanged(ChannelEvent received, bool isProven) => Believed.Add(isProven);

        public void ExtensionChanged(ExtensionState state, bool isProven)
        {
        }

        public void DeviceChanged(string device, string state, bool isProven)
        {
        }

        public void PresenceChanged(ExtensionPresence presence, bool isProven)
        {
        }

        public void Doubted(string words)
        {
        }

        public void Skipped(string? name, bool isOfCalls)
        {
        }

        public void Reloaded(string module)
        {
        }

        public void ShuttingDown(bool restarting)
        {
        }

        public void FullyBooted()
        {
        }
    }
}
