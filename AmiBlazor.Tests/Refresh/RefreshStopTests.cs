using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

/// <summary>Stop at every phase, and the end of the program.</summary>
public sealed class RefreshStopTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);

    [Fact]
    public async Task Stopped_before_the_banner_it_ends_at_once()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        await rig.Pbx.AcceptAsync();

        await StopAndAssertAsync(rig, refresh);
    }

    [Fact]
    public async Task Stopped_in_the_login_it_ends_at_once()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.BannerAsync();
        await session.ExpectAsync("Challenge");

        await StopAndAssertAsync(rig, refresh);
    }

    [Fact]
    public async Task Stopped_in_the_list_it_ends_at_once_and_logs_off()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, Anna);

        await StopAndAssertAsync(rig, refresh);

        Assert.Equal(list.ActionId + "-stop", (await session.ExpectAsync("Logoff")).ActionId);
    }

    [Fact]
    public async Task Stopped_between_single_queries_it_ends_at_once()
    {
        await using var rig = await RefreshRig.StartAsync();
        await rig.Database.Store.ApplySnapshotAsync(TestData.Snapshot(TestData.Row("1001")), TestData.Run(), TestContext.Current.CancellationToken);
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.RefuseAsync(list.ActionId, "Invalid/unknown command: ExtensionStateList.");
        await session.ExpectAsync("ExtensionState");

        Assert.Equal(StopAnswer.Stopped, await StopAsync(rig));

        Assert.Equal(RefreshOutcome.Stopped, (await refresh).Result.Outcome);
        Assert.Equal(["from-internal/1001=0"], await rig.RowsAsync());
        Assert.True((await rig.RunsAsync())[0].Individual);
    }

    [Fact]
    public async Task Stopped_while_it_is_being_saved_it_is_saved_and_says_so()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);
        Task<StopAnswer> stop;
        using (var other = rig.Database.OpenConnection())
        using (var hold = other.BeginTransaction(deferred: false))
        {
            var refresh = rig.RefreshAsync();
            await rig.InPhaseAsync(RefreshPhase.Saving);

            stop = StopAsync(rig);
            hold.Rollback();
            await refresh;
        }

        Assert.Equal(StopAnswer.AlreadySaved, await stop);
        Assert.Equal(["from-internal/1001=0"], await rig.RowsAsync());
    }

    [Fact]
    public async Task What_has_ended_and_what_never_was_are_told_apart()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);
        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(StopAnswer.AlreadyEnded, await rig.Service.StopAsync(ExtensionScope.All, result.ConnectionId, TestData.Asker(),
            TestContext.Current.CancellationToken));
        Assert.Equal(StopAnswer.Unknown, await rig.Service.StopAsync(ExtensionScope.All, "separate-1-nobody", TestData.Asker(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task All_can_be_stopped_at_once()
    {
        await using var east = FakeAmiServer.Start();
        await using var rig = await RefreshRig.StartAsync(others: [east.Options("east")]);
        var all = rig.Service.RefreshAllAsync(ExtensionScope.All, TestData.Asker("anna"), TestContext.Current.CancellationToken);
        await rig.Pbx.AcceptAsync();
        await east.AcceptAsync();

        var stopped = await rig.Service.StopAllAsync(ExtensionScope.All, TestData.Asker(), TestContext.Current.CancellationToken).InTime();

        Assert.Equal(2, stopped);
        Assert.All(await all.InTime(), answer => Assert.Equal(RefreshOutcome.Stopped, answer.Result.Outcome));
    }

    [Fact]
    public async Task The_end_of_the_program_stops_what_runs_and_waits_for_it()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        await session.ExpectAsync("ExtensionStateList");

        var shutdown = rig.Refreshes.StopAsync(TestContext.Current.CancellationToken);
        var logoff = await session.ExpectAsync("Logoff");
        await session.SendAsync("Response: Goodbye", "ActionID: " + logoff.ActionId);
        await shutdown.InTime();

        Assert.Equal(RefreshOutcome.Stopped, (await refresh).Result.Outcome);
        Assert.NotNull((await (await refresh).Result.File!.InTime()).FileName);
        Assert.Equal(RefreshOutcome.Stopped, Assert.Single(await rig.RunsAsync()).Outcome);
    }

    [Fact]
    public async Task During_the_end_of_the_program_no_refresh_begins()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);
        await rig.Refreshes.StopAsync(TestContext.Current.CancellationToken);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Stopped, result.Outcome);
        Assert.Empty(await rig.RowsAsync());
    }

    private static Task<StopAnswer> StopAsync(RefreshRig rig) =>
        rig.Service.StopAsync(ExtensionScope.All, rig.Refreshes.Running[0].ConnectionId, TestData.Asker(), TestContext.Current.CancellationToken).InTime();

    private static async Task StopAndAssertAsync(RefreshRig rig, Task<(RefreshResult Result, bool Joined)> refresh)
    {
        Assert.Equal(StopAnswer.Stopped, await StopAsync(rig));

        var (result, _) = await refresh;
        Assert.Equal((RefreshOutcome.Stopped, RefreshFailure.Stopped), (result.Outcome, result.Failure));
        Assert.Equal("The refresh of main was stopped; nothing was changed.", result.Message);
        Assert.Empty(await rig.RowsAsync());
        Assert.Equal(RefreshOutcome.Stopped, Assert.Single(await rig.RunsAsync()).Outcome);
    }
}
