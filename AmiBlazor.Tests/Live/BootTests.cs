using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>A PBX that is still starting knows only some of its hints.</summary>
public sealed class BootTests
{
    private static readonly ExtensionState[] Rows = [new("from-internal", "1000", "PJSIP/1000", 0), new("from-internal", "1001", "PJSIP/1001", 0)];

    [Fact]
    public async Task No_list_is_asked_for_before_the_pbx_has_finished_its_start()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await FollowedApp.StartUnfollowedAsync(pbx.Options("real"));
        var first = await pbx.AcceptAsync();
        await first.LoginAsync();
        await BootAsync(first);
        await first.SendListAsync((await first.ExpectAsync("ExtensionStateList")).ActionId, Rows);
        await app.UntilFollowingAsync();
        first.Cut();

        var second = await pbx.AcceptAsync();
        await second.LoginAsync();
        await second.SendAsync("Event: ExtensionStatus", "Privilege: call,all", "Exten: 1001", "Context: from-internal", "Hint: PJSIP/1001", "Status: 8", "StatusText: Ringing");
        await app.UntilStatusAsync("1001", 8);
        var (asked, state) = (second.Received, app.Health.State);
        await BootAsync(second);
        await second.SendListAsync((await second.ExpectAsync("ExtensionStateList")).ActionId, Rows[0], Rows[1] with { Status = 8 });
        await app.UntilFollowingAsync();

        Assert.DoesNotContain("ExtensionStateList", asked, StringComparison.Ordinal);
        Assert.Equal(MainConnectionState.Syncing, state);
        Assert.Equal([0, 8], (await app.HistoryAsync("1001")).Select(change => change.ToCode));
        Assert.NotNull(Assert.Single(await app.GapsAsync()).EndedAt);
    }

    private static Task BootAsync(FakeAmiSession session) => session.SendAsync("Event: FullyBooted", "Privilege: system,all", "Status: Fully Booted");
}
