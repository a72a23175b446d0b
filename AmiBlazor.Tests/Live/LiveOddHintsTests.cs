using AmiBlazor.Ami;
using AmiBlazor.Live;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>Hints that a list and events do not tell alike: patterns, two of one name, texts that an event cuts, extensions that no list holds.</summary>
public sealed class LiveOddHintsTests
{
    private static readonly ExtensionState Long =
        new("from-internal", "1000", string.Join('&', Enumerable.Range(1, 60).Select(number => $"Custom:device-{number:D6}")), 0);

    [Fact]
    public async Task A_pattern_is_no_extension()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);

        await session.TellAsync(new ExtensionState("from-internal", "_2XXX", "Custom:all", 1));
        await rig.TellAsync(session, LiveRig.Anna with { Status = 1 });

        Assert.Equal(["from-internal/1001=1"], rig.Board());
        Assert.Equal(["1001 →0 resync", "1001 0→1 live"], await rig.HistoryAsync());
        Assert.Equal(ResyncReason.Connected, rig.Health.LastResync!.Reason);
    }

    [Fact]
    public async Task What_events_bring_and_two_lists_do_not_hold_is_not_added_again()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        for (var list = 0; list < 2; list++)
        {
            await rig.TellAsync(session, LiveRig.Ben with { Status = 1 });
            Assert.Contains("from-internal/1002=1", rig.Board());
            await session.SendListAsync(await rig.RequestedAsync(session), LiveRig.Anna);
            await LiveRig.UntilAsync(() => rig.Board().Contains("from-internal/1002=4*", StringComparer.Ordinal));
        }

        var history = await rig.HistoryAsync();
        await rig.TellAsync(session, LiveRig.Ben with { Status = 1 }, LiveRig.Ben);

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=4*"], rig.Board());
        Assert.Equal(history, await rig.HistoryAsync());
    }

    [Fact]
    public async Task What_a_list_holds_again_is_followed_again()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedAsync(LiveRig.Anna);
        for (var list = 0; list < 2; list++)
        {
            await rig.TellAsync(session, LiveRig.Ben with { Status = 1 });
            await session.SendListAsync(await rig.RequestedAsync(session), LiveRig.Anna);
            await LiveRig.UntilAsync(() => rig.Board().Contains("from-internal/1002=4*", StringComparer.Ordinal));
        }

        await session.SendAsync("Event: Reload", "Privilege: system,all", "Module: All", "Status: 0");
        await session.SendListAsync(await rig.RequestedAsync(session), LiveRig.Anna, LiveRig.Ben);
        await LiveRig.UntilAsync(() => rig.Board().Contains("from-internal/1002=0", StringComparer.Ordinal));
        await rig.TellAsync(session, LiveRig.Ben with { Status = 8 });

        Assert.Equal(["from-internal/1001=0", "from-internal/1002=8"], rig.Board());
    }

    [Fact]
    public async Task A_hint_that_an_event_cuts_is_the_known_one()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await rig.FollowedWithDevicesAsync([Long], []);

        await rig.TellAsync(session, Long with { Hint = Long.Hint[..511], Status = 1 });

        Assert.Equal(Long.Hint, Assert.Single(rig.Database.Board.Rows("main")).Hint);
        Assert.Equal(["1000 →0 resync", "1000 0→1 live"], await rig.HistoryAsync());
        Assert.Equal(ResyncReason.Connected, rig.Health.LastResync!.Reason);
    }

    [Fact]
    public async Task Of_two_hints_of_one_name_one_counts_always()
    {
        var (first, second) = (LiveRig.Anna with { Hint = "Custom:1001" }, LiveRig.Anna with { Hint = "Custom:cid" });
        await using var rig = await LiveRig.StartAsync();
        var (session, list) = await rig.AskedAsync();
        await session.SendListAsync(list, second, first);
        await LiveRig.AnswerAsync(session, first);
        await rig.PongAsync(session);

        // The event names the first one's devices whichever has changed.
        await session.TellAsync(first with { Status = 1 });
        await LiveRig.AnswerAsync(session, first);
        await session.TellAsync(first with { Status = 8 });
        await LiveRig.AnswerAsync(session, first with { Status = 8 });
        await rig.PassWritesAsync(async () => (await rig.HistoryAsync()).Length == 2);

        Assert.Equal("Custom:1001", Assert.Single(rig.Database.Board.Rows("main")).Hint);
        Assert.Equal(["1001 →0 resync", "1001 0→8 live"], await rig.HistoryAsync());
    }
}
