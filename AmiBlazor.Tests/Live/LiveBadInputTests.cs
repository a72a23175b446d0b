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
    private const string Improper = ") reported a change without a valid Exten, Context, or Status; the connection was closed.";
    private const string NotManager = ") sent data that is not the manager protocol; the connection was closed. Check what is between AmiBlazor and the PBX.";

    [Theory]
    [InlineData("Event: ExtensionStatus\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 1001\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: Idle\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1x\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 1001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 2147483648\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: \r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n", Improper)]
    [InlineData("Event: PresenceStatus\r\nContext: from-internal\r\nStatus: away\r\n\r\n", Improper)]
    [InlineData("Event: ExtensionStatus\r\nExten: 10\001\r\nContext: from-internal\r\nHint: PJSIP/1001\r\nStatus: 1\r\n\r\n", NotManager)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", NotManager)]
    [InlineData(": \r\n\r\n", NotManager)]
    public async Task An_event_that_is_none_ends_the_session_by_name(string wire, string expected) =>
        await AssertEndsAsync(Encoding.UTF8.GetBytes(wire), expected);

    [Fact]
    public async Task A_message_of_too_many_headers_ends_the_session_by_name() => await AssertEndsAsync(
        Encoding.UTF8.GetBytes("Event: VarSet\r\n" + string.Concat(Enumerable.Range(0, 128).Select(number => string.Create(CultureInfo.InvariantCulture, $"Header{number}: x\r\n")))),
        ") sent a message with more than 128 headers; the connection was closed.");

    [Fact]
    public async Task A_line_without_an_end_ends_the_session_by_name() =>
        await AssertEndsAsync(Encoding.UTF8.GetBytes("Event: " + new string('x', 9_000)), ") sent a line longer than 8192 bytes; the connection was closed.");

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
            await session.SendBytesAsync((byte[])[.. "Event: ExtensionStatus\nExten: "u8, bad, .. "\nContext: from-internal\nHint: x\nStatus: 1\n\n"u8]);
        await rig.WrittenAsync(2);

        Assert.Equal(["from-internal/1001=0", "from-internal/\uFFFD=1"], rig.Board());
    }

    [Fact]
    public async Task An_event_that_answers_somebody_else_is_not_live()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendTextAsync(FakeAmiSession.Row("somebody-else", LiveRig.Anna with { Status = 2 }));
        await rig.TellAsync(session, LiveRig.Anna with { Status = 1 });

        Assert.Equal(["1001 →0 resync", "1001 0→1 live"], await rig.HistoryAsync());
    }

    [Fact]
    public async Task What_is_not_used_is_passed_over()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.SendTextAsync("Event: Newchannel\r\nChannel: PJSIP/1-1\r\nStatus: \r\n\r\n\r\n\n\r\nResponse: Success\r\nActionID: nobody\r\n\r\nResponse: Error\r\nMessage: what?\r\n\r\nExten: 1\r\n\r\n");
        await rig.TellAsync(session, LiveRig.Anna with { Status = 1 });

        Assert.Equal(["from-internal/1001=1"], rig.Board());
    }

    [Fact]
    public async Task Names_past_all_bounds_end_the_session_and_the_next_one_stays()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(session);

        // Each of almost a line's length: far fewer than 100,000 must be enough.
        var count = 0;
        var context = new string('c', 8_000);
        try
        {
            for (; rig.Health.State == MainConnectionState.Following; count++)
            {
                await session.TellAsync(new ExtensionState(context, string.Create(CultureInfo.InvariantCulture, $"{count:D8}") + new string('x', 7_000), "", 1));
                await rig.WrittenAsync(0);
            }
        }
        catch (IOException)
        {
            // The session ended while it was being written to.
        }

        var next = await rig.FollowedAgainAsync(LiveRig.Anna);
        await rig.TellAsync(next, LiveRig.Anna with { Status = 1 }, LiveRig.Ben);

        Assert.InRange(count, 400, 1_200);
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
        Assert.Equal(["from-internal/1001=1", "from-internal/1002=0"], rig.Board().Where(row => !row.EndsWith('*')));
        Assert.Equal("PBX “main” sent events for more than 100000 extensions; the connection was closed.", Assert.Single(await rig.GapsAsync()).Reason.Replace(",", "", StringComparison.Ordinal));
    }

    private static async Task AssertEndsAsync(byte[] wire, string expected)
    {
        await using var north = FakeAmiServer.Start();
        var answers = north.AnswerByItself(LiveRig.Anna);
        var neighbour = new TaskCompletionSource<FakeAmiSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        answers.AfterLogin = async session =>
        {
            await session.TellBootedAsync();
            neighbour.TrySetResult(session);
        };
        await using var rig = await LiveRig.StartAsync(others: [north.Options("north", live: true)]);
        var session = await rig.FollowedAsync(LiveRig.Anna);
        await rig.BecomesAsync(MainConnectionState.Following, "north");
        await (await neighbour.Task.InTime()).TellAsync(LiveRig.Anna with { Status = 1 });
        await rig.WrittenAsync(1, "north");

        await session.SendBytesAsync(wire);
        await session.ExpectCloseAsync();
        await rig.BecomesAsync(health => health.GapSince is not null);
        var trouble = FormattableString.Invariant(rig.Health.Trouble!);
        await (await neighbour.Task).TellAsync(LiveRig.Anna with { Status = 2 });
        await rig.WrittenAsync(2, "north");
        await rig.PassReconnectDelayAsync();
        await rig.FollowedAsync(LiveRig.Anna with { Status = 16 });

        Assert.EndsWith(expected, trouble, StringComparison.Ordinal);
        Assert.Equal(["from-internal/1001=16"], rig.Board());
        Assert.Equal(["from-internal/1001=2"], rig.Board("north"));
        Assert.Single(north.Sessions);
        Assert.Equal((MainConnectionState.Following, 0), (rig.HealthOf("north").State, rig.HealthOf("north").Gaps));
        Assert.Single(await rig.GapsAsync());
        await rig.Database.AssertConsistentAsync();
        await rig.Database.AssertConsistentAsync("north");
    }
}
