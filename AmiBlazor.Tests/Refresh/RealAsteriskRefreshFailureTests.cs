using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

/// <summary>Refreshes that a real Asterisk refuses, breaks off or does not answer: each is named, none changes an extension.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskRefreshFailureTests
{
    [Theory, InlineData(16), InlineData(22)]
    public async Task Killed_in_mid_list_nothing_changes_and_after_its_restart_the_next_refresh_completes(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(5_000) });
        await using var proxy = new PausingProxy(asterisk.Port, pauseAfter: 60_000, connection: 2);
        await using var rig = await RealAsteriskRefreshTests.RigAsync(Through(proxy, asterisk));
        await rig.RefreshAsync();
        var known = await rig.RowsAsync();
        // Spread over the list, so that some would come before the cut.
        for (var exten = 1_000; exten < 6_000; exten += 100)
            await asterisk.SetStateAsync(FormattableString.Invariant($"Custom:{exten}"), "INUSE");

        var refresh = rig.RefreshAsync();
        await proxy.Paused.InTime();
        await asterisk.KillAsync();
        proxy.Cut();
        var failed = (await refresh).Result;
        var down = (await rig.RefreshAsync()).Result;
        var untouched = await rig.RowsAsync();
        await asterisk.RestartAsync();
        var again = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.Failed, RefreshFailure.Pbx), (failed.Outcome, failed.Failure));
        Assert.Contains("in the middle of its list", failed.Message, StringComparison.Ordinal);
        Assert.InRange(failed.Statistics.ExtensionEvents, 1, 4_999);
        Assert.Equal((RefreshOutcome.Failed, RefreshFailure.Pbx), (down.Outcome, down.Failure));
        Assert.Equal(known, untouched);
        Assert.Equal((RefreshOutcome.Completed, 5_000), (again.Outcome, again.Saved!.Known));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Frozen_the_refresh_ends_at_its_deadline_and_going_on_the_next_completes(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var rig = await RealAsteriskRefreshTests.RigAsync(asterisk.Server(), ("Refresh:Timeout", "00:00:01"));
        await asterisk.FreezeAsync();

        var late = (await rig.RefreshAsync()).Result;
        await asterisk.ContinueAsync();
        var next = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.TimedOut, RefreshFailure.Deadline), (late.Outcome, late.Failure));
        Assert.Equal((RefreshOutcome.Completed, 3), (next.Outcome, next.Saved!.Added));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Stopped_in_mid_list_nothing_is_saved_and_the_pbx_is_left_at_once(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(5_000) });
        await using var proxy = new PausingProxy(asterisk.Port, pauseAfter: 60_000);
        await using var rig = await RealAsteriskRefreshTests.RigAsync(Through(proxy, asterisk));
        var refresh = rig.RefreshAsync();
        await proxy.Paused.InTime();

        var stop = await rig.Service.StopAsync(ExtensionScope.All, rig.Refreshes.Running[0].ConnectionId, TestData.Asker(),
            TestContext.Current.CancellationToken).InTime();

        Assert.Equal(StopAnswer.Stopped, stop);
        Assert.Equal(RefreshOutcome.Stopped, (await refresh).Result.Outcome);
        Assert.Empty(await rig.RowsAsync());
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_missing_permission_names_the_line_to_add(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("reader", Write: "")] });
        await AssertRefusedAsync(asterisk, "write=reporting", "Permission denied");
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_denied_address_is_told_like_a_wrong_secret(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("denied") { Lines = ["deny = 0.0.0.0/0.0.0.0"] }],
        });
        await AssertRefusedAsync(asterisk, "permit and deny", "Authentication failed");
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task An_account_that_is_let_in_once_only_asks_for_more(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("once") { Lines = ["allowmultiplelogin = no"] }] });
        await using var other = await RawAmi.ConnectAsync(asterisk.Port);
        await other.SendAsync("Action: Login", "Username: once", "Secret: " + asterisk.Server().Secret, "Events: off");
        await other.ReadAsync();

        await AssertRefusedAsync(asterisk, "Set allowmultiplelogin=yes", "Login Already In Use");
    }

    private static AmiBlazor.Ami.AmiServerOptions Through(PausingProxy proxy, RealAsterisk asterisk)
    {
        var server = asterisk.Server();
        server.Port = proxy.Port;
        return server;
    }

    private static async Task AssertRefusedAsync(RealAsterisk asterisk, string message, string words)
    {
        await using var rig = await RealAsteriskRefreshTests.RigAsync(asterisk.Server());

        var result = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.Failed, RefreshFailure.Pbx), (result.Outcome, result.Failure));
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        Assert.Contains(words, result.PbxWords, StringComparison.Ordinal);
        Assert.Empty(await rig.RowsAsync());
        Assert.Equal(RefreshOutcome.Failed, Assert.Single(await rig.RunsAsync()).Outcome);
    }
}
