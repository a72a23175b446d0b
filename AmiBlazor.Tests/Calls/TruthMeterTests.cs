using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>States against calls: what lasts and what the PBX repeats is a contradiction, all else is none.</summary>
public sealed class TruthMeterTests
{
    private static readonly ExtensionKey Anna = new("main", "from-internal", "1001");

    [Fact]
    public async Task A_phone_in_a_call_that_the_PBX_goes_on_calling_free_is_a_contradiction_until_the_state_changes()
    {
        await using var rig = await StartAsync("PJSIP/1001", 0);
        rig.States["1001"] = ("PJSIP/1001", 0);
        var began = rig.Clock.GetUtcNow();
        await rig.TellAsync(pbx => pbx.New("PJSIP/1001", "1001", dialled: "1002"));
        await rig.PassUntilAsync(() => rig.Count("ExtensionState") > 0);
        Assert.InRange(rig.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));

        await rig.PassUntilAsync(() => rig.Health.Contradicted.Count == 1);
        Assert.Equal(["ExtensionState", "Status", "ExtensionState"], rig.Asked.Skip(6).Select(asked => asked.Action));
        var found = rig.Health.Contradicted[Anna];
        Assert.Equal((ContradictionKind.IdleInCall, ExtensionStatus.Online, 1), (found.Kind, found.Status, rig.Health.Contradictions));
        Assert.InRange(found.Since, began, began.AddMilliseconds(200));

        // It is not asked again while it lasts, and counts once.
        await PassAsync(rig, TimeSpan.FromSeconds(30));
        Assert.Equal((1, 2), (rig.Health.Contradictions, rig.Count("ExtensionState")));

        Say(rig, "PJSIP/1001", 1);
        await rig.PassUntilAsync(() => rig.Health.Contradicted.Count == 0);
        Assert.Equal(1, rig.Health.Contradictions);
        Assert.Empty(rig.Doubted);
    }

    [Fact]
    public async Task A_phone_that_the_PBX_goes_on_calling_busy_without_a_channel_is_a_contradiction_until_the_connection_is_lost()
    {
        await using var rig = await StartAsync(
            "PJSIP/1001&Custom:DND1001", 9, "PJSIP/1001=RINGINUSE&Custom:DND1001=INUSE", rig => rig.DeviceStates["PJSIP/1001"] = "RINGINUSE");

        await rig.PassUntilAsync(() => rig.Health.Contradicted.Count == 1);
        Assert.Equal((ContradictionKind.BusyWithoutCall, ExtensionStatus.RingingInUse), (rig.Health.Contradicted[Anna].Kind, rig.Health.Contradicted[Anna].Status));

        await rig.CutAsync();
        Assert.Equal((0, 1), (rig.Health.Contradicted.Count, rig.Health.Contradictions));
    }

    [Fact]
    public async Task A_state_that_the_PBX_answers_otherwise_was_missed_and_is_read_once_more()
    {
        await using var rig = await StartAsync("PJSIP/1001", 0);
        rig.States["1001"] = ("PJSIP/1001", 1);
        await rig.TellAsync(pbx => pbx.New("PJSIP/1001", "1001", dialled: "1002"));

        await rig.PassUntilAsync(() => !rig.Doubted.IsEmpty);
        Assert.Equal([Anna], rig.Doubted);
        Assert.Equal(2, rig.Count("BridgeList"));
        Assert.Equal((0, 0), (rig.Health.Contradicted.Count, rig.Health.Contradictions));
    }

    [Fact]
    public async Task A_call_whose_end_was_missed_is_none_and_ends()
    {
        await using var rig = await StartAsync("PJSIP/1001", 0);
        rig.States["1001"] = ("PJSIP/1001", 0);
        await rig.TellAsync(pbx => pbx.New("PJSIP/1001", "1001", dialled: "1002"));
        await rig.PassUntilAsync(() => rig.Board.For("main").Calls.Count == 1);

        rig.Change(pbx => pbx.Hangup(pbx.Channels.Single()));

        await rig.PassUntilAsync(() => rig.Board.For("main").Calls.Count == 0);
        Assert.Equal(0, rig.Health.Contradictions);
        Assert.InRange(rig.Count("ExtensionState"), 1, 2);
    }

    [Fact]
    public async Task Of_a_hint_that_the_dialplan_has_no_longer_the_answer_says_nothing()
    {
        await using var rig = await StartAsync("PJSIP/1001", 1, prepare: rig => rig.States["1001"] = ("PJSIP/2001", 1));

        await rig.PassUntilAsync(() => !rig.Doubted.IsEmpty);
        Assert.Equal(0, rig.Health.Contradictions);
    }

    [Theory]
    [InlineData("PJSIP/1001,CustomPresence:1001", 8, null, null)]
    [InlineData("PJSIP/1001&PJSIP/1014", 1, null, "PJSIP/1005")]
    [InlineData("SIP/1001", 4, null, "SIP/1001")]
    [InlineData("IAX2/1001&Custom:DND1001", 0, null, "IAX2/1001")]
    [InlineData("pjsip/1001", 0, null, "PJSIP/1001")]
    public async Task It_is_certain_of(string hint, int code, string? devices, string? channel)
    {
        await using var rig = await StartAsync(hint, code, devices, rig => rig.States["1001"] = (hint, code));
        if (channel is not null) await rig.TellAsync(pbx => pbx.New(channel, "1001", dialled: "1002"));

        await rig.PassUntilAsync(() => rig.Health.Contradictions == 1);
    }

    [Theory]
    [InlineData("PJSIP/1001", 0, null, null)]
    [InlineData("PJSIP/1001", 16, null, "PJSIP/1001")]
    [InlineData("PJSIP/1001", 2, null, "PJSIP/1001")]
    [InlineData("PJSIP/1001", 8, null, "PJSIP/1001")]
    [InlineData("PJSIP/1001&PJSIP/1014", 1, null, "PJSIP/1014")]
    [InlineData("PJSIP/my-phone", 1, null, "PJSIP/my-phone")]
    [InlineData("PJSIP/1001&Custom:DND1001", 1, "PJSIP/1001=NOT_INUSE&Custom:DND1001=INUSE", null)]
    [InlineData("PJSIP/1001&Custom:DND1001", 1, "PJSIP/1001=UNAVAILABLE&Custom:DND1001=INUSE", null)]
    [InlineData("PJSIP/1001&Custom:DND1001", 1, "PJSIP/1001=UNKNOWN&Custom:DND1001=INUSE", null)]
    [InlineData("PJSIP/1001&Custom:DND1001", 1, null, null)]
    [InlineData("PJSIP/1001&SCCP/1001", 2, null, null)]
    [InlineData("Custom:1001", 1, null, null)]
    [InlineData("Queue:support", 8, null, null)]
    [InlineData("park:701@parkedcalls", 1, null, null)]
    [InlineData("DAHDI/i1/congestion", 2, null, null)]
    [InlineData("SCCP/1001", 2, null, null)]
    [InlineData("PJSIP/1001", -1, null, "PJSIP/1001")]
    [InlineData("PJSIP/1001", 0, null, "PJSIP/10010")]
    public async Task It_suspects_nothing_of(string hint, int code, string? devices, string? channel)
    {
        await using var rig = await StartAsync(hint, code, devices);
        if (channel is not null) await rig.TellAsync(pbx => pbx.New(channel, "1001", dialled: "1002"));

        await PassAsync(rig, TimeSpan.FromSeconds(8));
        Assert.Equal(0, rig.Count("ExtensionState") + rig.Count("Getvar"));
    }

    [Fact]
    public async Task A_channel_that_Asterisk_has_only_just_made_rings_nobody()
    {
        await using var rig = await StartAsync("PJSIP/1001", 0);
        await rig.TellAsync(pbx => pbx.New("PJSIP/1001", "1001", pbx.New("PJSIP/trunk", "0301234567", dialled: "1001")));

        await PassAsync(rig, TimeSpan.FromSeconds(8));
        Assert.Equal(0, rig.Count("ExtensionState"));
    }

    private static async Task<FollowerRig> StartAsync(string hint, int code, string? devices = null, Action<FollowerRig>? prepare = null)
    {
        var rig = await FollowerRig.StartAsync(rig =>
        {
            prepare?.Invoke(rig);
            Say(rig, hint, code, devices);
        });
        await rig.PassUntilAsync(() => rig.Health.State == CallsState.Live);

        // The first lists are taken once more.
        var first = rig.Health.ListedAt;
        await rig.PassUntilAsync(() => rig.Health.ListedAt > first);
        return rig;
    }

    private static Task PassAsync(FollowerRig rig, TimeSpan time)
    {
        var until = rig.Clock.GetUtcNow() + time;
        return rig.PassUntilAsync(() => rig.Clock.GetUtcNow() >= until);
    }

    private static void Say(FollowerRig rig, string hint, int code, string? devices = null) => rig.Extensions.Publish(
        "main", [new BoardRow(1, Anna, hint, null, null, code, true, rig.Clock.GetUtcNow(), null, rig.Clock.GetUtcNow()) { Devices = devices }], null);
}
