using System.Globalization;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>What a PBX sends that it should not: a named error ends the session, the next one sets the board right, and no other PBX notices.</summary>
[Needs(Need.Time)]
public sealed class LiveBadInputTests
{
    [Theory]
    [InlineData("Event: ExtensionStatus\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nPrivilege: call,all\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nPrivilege: call,all\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1x\r\nStatusText: InUse\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nExten: 10\001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n")]
    [InlineData("Event: ExtensionStatus\r\nno header\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n")]
    [InlineData("Event: PresenceStatus\r\nContext: from-internal\r\nStatus: away\r\n\r\n")]
    public async Task An_event_that_Asterisk_does_not_write_so_is_not_believed_and_all_states_are_requested(string wire)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendTextAsync(wire);
        await rig.BecomesAsync(health => health.EventsDoubted == 1);
        Assert.Equal(["from-internal/1001=0"], rig.Board());
        var list = await rig.RequestedAsync(session);
        await session.SendListAsync(list, LiveRig.Anna with { Status = 16 });
        await rig.BecomesAsync(health => health.LastResync!.Reason == ResyncReason.Doubted);

        Assert.Equal(["from-internal/1001=16"], rig.Board());
        Assert.Equal((MainConnectionState.Following, 0), (rig.Health.State, rig.Health.Gaps));
        Assert.StartsWith(wire[.."Event: ExtensionSta".Length], rig.Health.DoubtedWords, StringComparison.Ordinal);
        Assert.Single(rig.Logged("LiveDoubted"));
        await rig.Database.AssertConsistentAsync();
    }

    public static TheoryData<string, string> Oddities => new()
    {
        { "a line without a colon", "Event: SMS\r\nGET / HTTP/1.1\r\n--END SMS EVENT--\r\n\r\n" },
        { "no name", ": \r\n\r\n" },
        { "300 headers", "Event: AttendedTransfer\r\n" + string.Concat(Enumerable.Repeat("ChanVariable: x\r\n", 300)) + "\r\n" },
        { "1,000 headers", "Event: AttendedTransfer\r\n" + string.Concat(Enumerable.Repeat("ChanVariable: x\r\n", 1000)) + "\r\n" },
        { "a value of 9,000 bytes", "Event: Newchannel\r\nChanVariable: jwt=" + new string('x', 9_000) + "\r\n\r\n" },
        { "a value of 900,000 bytes", "Event: Newchannel\r\nChanVariable: jwt=" + new string('x', 900_000) + "\r\n\r\n" },
        { "a NUL", "Event: Newchannel\r\nCallerIDName: x\0y\r\n\r\n" },
        { "a value of two lines", "Event: Newchannel\r\nAccountCode: cost centre 7\nBerlin\r\n\r\n" },
        { "the tail of a lost event", "\\name: CID:x\r\nno colon\r\n\r\n" },
    };

    [Theory, MemberData(nameof(Oddities))]
    public async Task An_oddity_in_what_is_not_used_costs_neither_a_gap_nor_a_list(string what, string wire)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        for (var status = 1; status <= 2; status++)
        {
            await session.SendTextAsync(wire);
            await rig.PassPingsAsync(session);
            await rig.TellAsync(session, LiveRig.Anna with { Status = status });
        }

        Assert.Equal(["1001 →0 resync", "1001 0→1 live", "1001 1→2 live"], await rig.HistoryAsync());
        Assert.Equal((what, 0, 0L), (what, rig.Health.Gaps, rig.Health.EventsDoubted));
        Assert.Equal(ResyncReason.Connected, rig.Health.LastResync!.Reason);
    }

    [Fact]
    public async Task A_message_without_an_end_ends_the_session_by_name()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        try
        {
            await session.SendTextAsync("Event: Newchannel\r\nX: " + new string('x', 1_100_000));
        }
        catch (IOException)
        {
            // The session ended while it was being written to.
        }

        await rig.BecomesAsync(health => health.GapSince is not null);
        Assert.EndsWith(
            ") sent 1048576 bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX.",
            FormattableString.Invariant(rig.Health.Trouble!),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_cannot_be_used_is_no_gap_and_is_requested_again()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await session.SendAsync("Event: Reload", "Privilege: system,all", "Module: All", "Status: 0");
        var list = await rig.RequestedAsync(session);

        await session.StartListAsync(list);
        // In one piece: the end of a list that is given up already is nobody's answer, after which an event would be asked about.
        await session.SendTextAsync(
            $"Event: ExtensionStatus\r\nActionID: {list}\r\nno header\r\n\r\n"
            + $"Event: ExtensionStateListComplete\r\nActionID: {list}\r\nEventList: Complete\r\nListItems: 1\r\n\r\n");
        await rig.BecomesAsync(health => health.ListUnusable is not null);
        await rig.TellAsync(session, LiveRig.Anna with { Status = 1 });
        Assert.Equal((MainConnectionState.Following, 0, true), (rig.Health.State, rig.Health.Gaps, rig.Health.IsInDoubt));
        await session.SendListAsync(await rig.RequestedAsync(session), LiveRig.Anna with { Status = 1 });
        await rig.BecomesAsync(health => health.ListUnusable is null);

        Assert.Equal(["from-internal/1001=1"], rig.Board());
        Assert.Empty(await rig.GapsAsync());
    }

    [Theory]
    [InlineData("PJSIP/\u001b[31m\u0001")]
    [InlineData("PJSIP/\u202E1001")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"x\"):&,;'\\")]
    public async Task Hostile_names_are_names(string hint)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await rig.TellAsync(session, LiveRig.Anna with { Hint = hint, Status = 1 }, new ExtensionState(hint, hint, hint, 1));

        Assert.Equal([hint, hint], rig.Database.Board.Rows("main").Select(row => row.Hint));
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Invalid_text_is_replaced_and_two_of_it_are_one_extension()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        foreach (var bad in new byte[] { 0xFF, 0xFE })
        {
            await session.SendBytesAsync((byte[])[
                .. "Event: ExtensionStatus\r\nPrivilege: call,all\r\nExten: "u8, bad,
                .. "\r\nContext: from-internal\r\nHint: x\r\nStatus: 1\r\nStatusText: InUse\r\n\r\n"u8]);
        }

        await rig.WrittenAsync(2);

        Assert.Equal(["from-internal/1001=0", "from-internal/\uFFFD=1"], rig.Board());
    }

    [Fact]
    public async Task An_event_that_answers_somebody_else_is_not_live()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendTextAsync(FakeAmiSession.Row("somebody-else", LiveRig.Anna with { Status = 2 }));
        await rig.TellDoubtedAsync(session, LiveRig.Anna with { Status = 1 });

        Assert.Equal(["1001 →0 resync", "1001 0→1 live"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task What_is_not_used_is_passed_over()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendTextAsync("Event: Newchannel\r\nChannel: PJSIP/1-1\r\nStatus: \r\n\r\n\r\n\n\r\nResponse: Success\r\nActionID: nobody\r\n\r\nResponse: Error\r\nMessage: what?\r\n\r\nExten: 1\r\n\r\n");
        await rig.TellDoubtedAsync(session, LiveRig.Anna with { Status = 1 });

        Assert.Equal(["from-internal/1001=1"], rig.Board());
    }

    [Fact]
    public async Task Names_past_all_bounds_end_the_session_and_the_next_one_stays()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        // Each of a line's length: far fewer than 100,000 must be enough.
        var count = 0;
        var context = new string('c', 8_000);
        try
        {
            for (; rig.Health.State == MainConnectionState.Following; count++)
            {
                await session.TellAsync(new ExtensionState(context, string.Create(CultureInfo.InvariantCulture, $"{count:D8}"), "", 1));
                await rig.WrittenAsync(0);
            }
        }
        catch (IOException)
        {
            // The session ended while it was being written to.
        }

        var next = await rig.FollowedAgainAsync(LiveRig.Anna);
        await rig.TellAsync(next, LiveRig.Anna with { Status = 1 }, LiveRig.Ben);

        Assert.InRange(count, 1_000, 2_000);
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
        Assert.Equal(["from-internal/1001=1", "from-internal/1002=0"], rig.Board().Where(row => !row.EndsWith('*')));
        Assert.Equal("PBX “main” sent events for more than 100000 extensions; the connection was closed.", Assert.Single(await rig.GapsAsync()).Reason.Replace(",", "", StringComparison.Ordinal));
    }
}
