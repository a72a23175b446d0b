using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiEventDispatcherTests
{
    private const string Status = "Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing";
    private const string Device = "Event: DeviceStateChange|Privilege: call,all|Device: SIP/1|State: RINGING";
    private const string Presence = "Event: PresenceStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: away|Subtype: |Message: back";

    private readonly Listener _listener = new();
    private readonly AmiEventDispatcher _dispatcher;

    public AmiEventDispatcherTests()
    {
        _dispatcher = new AmiEventDispatcher(_listener);
        _dispatcher.Answered(isPlain: true);
    }

    [Theory]
    [InlineData(Status, "status demo/1001 SIP/1 8 believed")]
    [InlineData("event: EXTENSIONSTATUS|privilege: call,all|exten: 1001|CONTEXT: demo|hint: |status: -2|statustext: Unknown", "status demo/1001  -2 believed")]
    [InlineData(Device, "device SIP/1 RINGING believed")]
    [InlineData(Presence, "presence demo/1001 away back believed")]
    [InlineData("Event: PresenceStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: dnd|Subtype: |Message: ", "presence demo/1001 dnd  believed")]
    [InlineData("Event: Reload|Module: All", "reload All")]
    [InlineData("Event: Reload", "reload ")]
    [InlineData("Event: Shutdown|Shutdown: Cleanly|Restart: True", "shutdown True")]
    [InlineData("Event: Shutdown|Restart: False", "shutdown False")]
    [InlineData("Event: Shutdown", "shutdown False")]
    [InlineData("Event: FullyBooted", "booted")]
    public void What_is_used_is_heard(string message, string expected)
    {
        Dispatch(message);

        Assert.Equal([expected], _listener.Heard);
    }

    [Theory]
    [InlineData("Timestamp: 1795225331.261707")]
    [InlineData("Timestamp: 1795225331.261707|SequenceNumber: 7|SystemName: north")]
    [InlineData("SequenceNumber: 7|File: pbx.c|Line: 3|Func: x")]
    public void Headers_that_a_setting_of_Asterisk_adds_do_no_harm(string headers)
    {
        foreach (var message in new[] { Status, Device, Presence })
            Dispatch(message.Replace("call,all|", "call,all|" + headers + "|", StringComparison.Ordinal));

        Assert.All(_listener.Heard, heard => Assert.EndsWith(" believed", heard, StringComparison.Ordinal));
        Assert.Equal(3, _listener.Heard.Count);
    }

    [Theory]
    [InlineData("Event: Newchannel|Exten: 1001|Context: demo", "skipped Newchannel")]
    [InlineData("Event: Newchannel|Privilege: call,all|Exten: 1001", "skipped Newchannel of calls")]
    [InlineData("Event: PeerStatus|Privilege: system,all|Peer: 1001", "skipped PeerStatus")]
    [InlineData("Response: Success|Exten: 1001|Context: demo|Status: 1", null)]
    [InlineData("Event: ExtensionStatus|ActionID: x|Exten: 1001|Context: demo|Status: 1", null)]
    [InlineData("Exten: 1001", null)]
    [InlineData("--END SMS EVENT--", null)]
    public void What_is_not_used_is_passed_over(string message, string? expected)
    {
        Dispatch(message);

        Assert.Equal(expected is null ? [] : [expected], _listener.Heard);
    }

    [Theory]
    [InlineData("Event: ExtensionStatus|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: user,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Context: demo|Exten: 1001|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: ")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing|CallerIDName: x")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Exten: 1002|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: Idle|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 2147483648|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: |Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 10\n01|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing|no header")]
    [InlineData("Event: ExtensionStatus|Privilege: call,all|Exten: 10\001|Context: demo|Hint: SIP/1|Status: 8|StatusText: Ringing")]
    [InlineData("Event: ExtensionStatus")]
    [InlineData("Event: DeviceStateChange|Privilege: call,all|Device: SIP/1|State: RINGING|State: INUSE")]
    [InlineData("Event: DeviceStateChange|Privilege: call,all|Device: |State: RINGING")]
    [InlineData("Event: DeviceStateChange|Privilege: call,all|Device: SIP/1|State: 8")]
    [InlineData("Event: DeviceStateChange|Privilege: call,all|Device: 80aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|State: RINGING")]
    [InlineData("Event: PresenceStatus|Privilege: call,all|Context: demo|Hint: SIP/1|Status: away|Subtype: |Message: x")]
    [InlineData("Event: PresenceStatus|Privilege: call,all|Exten: 1|Context: demo|Hint: SIP/1|odd|Status: away|Subtype: |Message: x")]
    public void What_Asterisk_does_not_write_so_is_doubted_and_shown_in_the_PBXs_own_words(string message)
    {
        Dispatch(message);

        var words = Assert.Single(_listener.Heard);
        Assert.StartsWith("doubted " + message.Split('|')[0], words, StringComparison.Ordinal);
        Assert.DoesNotContain(words, char.IsControl);
    }

    [Fact]
    public void An_odd_line_is_named_by_its_number()
    {
        Dispatch("Event: ExtensionStatus|Privilege: call,all|Exten: 1001|no header at all|Context: demo");

        Assert.Equal(["doubted Event: ExtensionStatus … line 4: no header at all"], _listener.Heard);
    }

    [Theory]
    [InlineData("At lunch\r\nback at two", "At lunch\r\nback at two")]
    [InlineData("At lunch\nback at two", "At lunch\nback at two")]
    [InlineData("a: b\r\nStatus: available\r\nX", "a: b\r\nStatus: available\r\nX")]
    [InlineData("\r\nline", "\r\nline")]
    public void A_presence_message_may_hold_anything(string text, string heard)
    {
        Dispatch(Presence.Replace("back", text, StringComparison.Ordinal));

        Assert.Equal([$"presence demo/1001 away {heard} believed"], _listener.Heard);
    }

    [Theory]
    [InlineData(Status, true)]
    [InlineData(Device, true)]
    [InlineData("Event: FullyBooted", true)]
    [InlineData("Event: Reload|Module: All", true)]
    [InlineData(Presence, false)]
    [InlineData("Event: Newchannel|CallerIDNum: 1", false)]
    [InlineData("Event: UserEvent|odd", false)]
    [InlineData("CallerIDName: x", false)]
    [InlineData("Event: ExtensionStatus|Exten: 1001", false)]
    public void An_event_is_believed_only_after_a_message_that_cannot_run_on_into_it(string before, bool isBelieved)
    {
        Dispatch(before);
        _listener.Heard.Clear();

        Dispatch(Status);
        Dispatch(Status);

        var believed = isBelieved ? "believed" : "not believed";
        Assert.Equal([$"status demo/1001 SIP/1 8 {believed}", $"status demo/1001 SIP/1 8 {believed}"], _listener.Heard);
    }

    [Fact]
    public void An_answer_to_our_own_action_proves_where_the_next_event_begins()
    {
        Dispatch("Event: Newchannel|CallerIDNum: 1");
        Dispatch(Status);
        _dispatcher.Answered(isPlain: true);
        Dispatch(Status);
        _dispatcher.Answered(isPlain: false);
        Dispatch(Status);

        Assert.Equal(["not believed", "believed", "not believed"], _listener.Heard[1..].Select(heard => heard["status demo/1001 SIP/1 8 ".Length..]));
    }

    [Fact]
    public void Of_an_event_that_may_be_text_of_a_caller_no_more_is_believed_than_that_it_came()
    {
        Dispatch("Event: PresenceStatus|Privilege: call,all|Exten: 1001|Context: demo|Hint: SIP/1|Status: away|Subtype: |Message: hi");
        Dispatch("Event: Newchannel|Privilege: call,all|Channel: forged");

        Assert.Equal(["presence demo/1001 away hi believed", "skipped"], _listener.Heard);
    }

    private void Dispatch(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n\r\n");
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out _));
        _dispatcher.Dispatch(message);
    }

    private sealed class Listener : IAmiListener
    {
        public List<string> Heard { get; } = [];

        public void ExtensionChanged(ExtensionState state, bool isProven) =>
            Heard.Add(FormattableString.Invariant($"status {state.Context}/{state.Exten} {state.Hint} {state.Status} {Text(isProven)}"));

        public void DeviceChanged(string device, string state, bool isProven) => Heard.Add($"device {device} {state} {Text(isProven)}");

        public void PresenceChanged(ExtensionPresence presence, bool isProven) =>
            Heard.Add($"presence {presence.Context}/{presence.Exten} {presence.Status} {presence.Message} {Text(isProven)}");

        public void Doubted(string words) => Heard.Add("doubted " + words);

        public void Skipped(string? name, bool isOfCalls) => Heard.Add(isOfCalls ? $"skipped {name} of calls" : $"skipped {name}".TrimEnd());

        public void Reloaded(string module) => Heard.Add("reload " + module);

        public void ShuttingDown(bool restarting) => Heard.Add($"shutdown {restarting}");

        public void FullyBooted() => Heard.Add("booted");

        private static string Text(bool isProven) => isProven ? "believed" : "not believed";
    }
}
