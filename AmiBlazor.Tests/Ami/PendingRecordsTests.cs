using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

/// <summary>Lists of calls whose rows hold what callers wrote, line ends included: up to 79 bytes in a number, anything in what the dialplan runs.</summary>
public sealed class PendingRecordsTests
{
    private const string Anna = "1795893503.0";
    private const string Bridge = "b9f4eec9-5f8d-4886-9198-47f1ffca5a4e";

    private readonly PendingActions _pending = new(takesUnnamedErrors: false);
    private readonly AmiAction _action = new("Status", "list-1");

    public static TheoryData<string> Halves => ["Event:StatusComplete|X:", "Event:StatusComplete|EventList:Cancelled|X:", "Response:Error|Message:no|X:", "Response:Success|X:", "Event:Status|X:", "Event:Foo|X:", "X:"];

    [Theory]
    [MemberData(nameof(Halves))]
    public async Task A_row_that_a_number_has_cut_in_two_costs_no_other_row(string half)
    {
        var rows = await ListAsync(Row("1.1", number: "1||" + half), Row(Anna));

        Assert.Equal([Anna], rows.Select(row => row.Channel.UniqueId));
    }

    [Theory]
    [InlineData("1|CallerIDName:Boss")]
    [InlineData("1|ActionID:list-1")]
    [InlineData("1|X:y")]
    [InlineData("1|no header")]
    [InlineData("1\0")]
    public async Task A_row_with_more_lines_than_Asterisk_writes_is_left_out(string number)
    {
        var rows = await ListAsync(Row("1.1", number: number), Row(Anna));

        Assert.Equal([Anna], rows.Select(row => row.Channel.UniqueId));
    }

    [Fact]
    public async Task Nobody_takes_the_identity_of_anothers_channel()
    {
        var rows = await ListAsync(Row(Anna), Row("1.1", exten: $"1|Priority:1|Uniqueid:{Anna}|Linkedid:{Anna}"));

        Assert.Equal("PJSIP/1001-00000000", Assert.Single(rows).Channel.Name);
    }

    [Theory]
    [InlineData("dnid")]
    [InlineData("data")]
    public async Task Nobody_dials_themselves_into_anothers_bridge_or_makes_another_one_seem_on_hold(string where)
    {
        var forged = $"1|BridgeID:{Bridge}|Application:Dial|Variable:CHANNEL(onhold)=1";
        var rows = await ListAsync(Row(Anna, bridge: Bridge), Row("1.1", dnid: where == "dnid" ? forged : "", data: where == "data" ? forged : ""));

        Assert.DoesNotContain(rows, row => row.Channel.UniqueId == "1.1" && (row.BridgeId == Bridge || row.HearsMusic));
        Assert.Contains(rows, row => row.Channel.UniqueId == Anna);
    }

    [Fact]
    public async Task A_row_holds_all_that_is_wanted_of_a_channel()
    {
        var row = Assert.Single(await ListAsync(Row(Anna, number: "1001", bridge: Bridge, dnid: "1002", data: "PJSIP/1002,20", music: "1")));

        Assert.Equal(
            (Bridge, "Dial", "PJSIP/1002,20", "1002", 2, true, 1795893503.969),
            (row.BridgeId, row.Application, row.Data, row.Dialled, row.Seconds, row.HearsMusic, row.AnsweredAt));
    }

    [Theory]
    [InlineData("Event:QueueStatusComplete|X:")]
    [InlineData("Event:QueueEntry|Queue:x|Position:1|Channel:y|Uniqueid:1795893503.0")]
    [InlineData("Event:QueueMember|Queue:x|Name:a|Location:PJSIP/1001|StateInterface:|X:")]
    [InlineData("Event:QueueParams|Queue:x|Max:0|Strategy:|Calls:|Holdtime:|X:")]
    [InlineData("Response:Error|Message:no|X:")]
    public async Task Nobody_puts_another_one_into_a_queue(string half)
    {
        var action = new AmiAction("QueueStatus", "list-1");
        using var list = new PendingQueueList(action, _pending, CollectorFeed.Errors, new AmiLimits());
        _pending.Add(list);

        Receive("Response: Success|ActionID: list-1|EventList: start|Message: Queue status will follow||");
        Receive(Entry("1.1", "1||" + half));
        Receive(Entry(Anna, "1001"));
        Receive("Event: QueueMember|Queue: support|Name: Ben|Location: PJSIP/1002|StateInterface: PJSIP/1002|Membership: static|Penalty: 0|CallsTaken: 3|LastCall: 0|LastPause: 0|LoginTime: 1795893503|InCall: 1|Status: 8|Paused: 1|PausedReason: Lunch|Wrapuptime: 0|ActionID: list-1||");
        Receive("Event: QueueParams|Queue: support|Max: 0|Strategy: ringall|Calls: 1|Holdtime: 4|TalkTime: 5|Completed: 6|Abandoned: 7|ServiceLevel: 20|ServicelevelPerf: 12.5|ServicelevelPerf2: 0.0|Weight: 0|ActionID: list-1||");
        Receive("Event: QueueStatusComplete|ActionID: list-1|EventList: Complete|ListItems: 4||");

        var rows = await list.End;
        Assert.Equal(new QueueRow.Entry("support", 1, Anna, "1001", "", 2, "PJSIP/trunk-00000004"), Assert.Single(rows.OfType<QueueRow.Entry>()));
        Assert.Equal(("PJSIP/1002", 3, true, true, "Lunch"), Assert.Single(rows.OfType<QueueRow.Member>()).Agent is var agent
            ? (agent.Interface, agent.CallsTaken, agent.IsInCall, agent.IsPaused, agent.PausedReason) : default);
        Assert.Equal(new QueueRow.Parameters("support", "ringall", 6, 7, 4, 5, 20, 12.5), Assert.Single(rows.OfType<QueueRow.Parameters>()));
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public async Task A_true_refusal_and_a_true_cancellation_fail_the_list()
    {
        using var refused = Begin();
        Receive("Response: Error|ActionID: list-1|Message: Permission denied||");
        await Assert.ThrowsAsync<AmiPermissionException>(() => refused.End);
        refused.Dispose();

        using var cancelled = Begin();
        Receive("Event: StatusComplete|ActionID: list-1|EventList: cancelled|ListItems: 0||");
        await Assert.ThrowsAnyAsync<AmiException>(() => cancelled.End);
    }

    private async Task<List<ChannelRow>> ListAsync(params IEnumerable<string> rows)
    {
        using var list = Begin();
        Receive("Response: Success|ActionID: list-1|EventList: start|Message: Channel status will follow||");
        foreach (var row in rows) Receive(row);
        Receive("Event: StatusComplete|ActionID: list-1|EventList: Complete|ListItems: 2|Items: 2||");
        return await list.End;
    }

    private PendingChannelList Begin()
    {
        var list = new PendingChannelList(_action, _pending, CollectorFeed.Errors, new AmiLimits());
        _pending.Add(list);
        return list;
    }

    private static string Row(string id, string number = "1001", string exten = "1002", string dnid = "1002", string bridge = "", string data = "", string music = "0") =>
        $"Event: Status|Privilege: Call|Channel: PJSIP/1001-00000000|ChannelState: 6|ChannelStateDesc: Up|CallerIDNum: {number}|CallerIDName: Anna|ConnectedLineNum: 1|ConnectedLineName: x|Language: en|AccountCode: |Context: c|Exten: {exten}|Priority: 1|Uniqueid: {id}|Linkedid: {id}|Type: PJSIP|DNID: {dnid}|EffectiveConnectedLineNum: 1|EffectiveConnectedLineName: x|TimeToHangup: 0|BridgeID: {bridge}|Application: Dial|Data: {data}|Nativeformats: (ulaw)|Readformat: ulaw|Readtrans: |Writeformat: ulaw|Writetrans: |Callgroup: 2|Pickupgroup: 2|Seconds: 2|Variable: CHANNEL(onhold)={music}|Variable: CDR(answer,u)=1795893503.969|ActionID: list-1||";

    private static string Entry(string id, string number) =>
        $"Event: QueueEntry|Queue: support|Position: 1|Channel: PJSIP/trunk-00000004|Uniqueid: {id}|CallerIDNum: {number}|CallerIDName: unknown|ConnectedLineNum: unknown|ConnectedLineName: unknown|Wait: 2|Priority: 0|ActionID: list-1||";

    private void Receive(string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text.Replace("|", "\r\n", StringComparison.Ordinal));
        var frame = new AmiFrame(new AmiLimits());
        while (AmiMessageReader.Read(bytes, frame, out var message, out var consumed) == AmiReadResult.Message)
        {
            bytes = bytes[consumed..];
            _pending.Receive(message, out _);
        }
    }
}
