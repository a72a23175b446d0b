using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

/// <summary>A refresh from the click to the commit.</summary>
public sealed class RefreshTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);
    private static readonly ExtensionState Ben = new("from-internal", "1002", "PJSIP/1002", 8);
    private static readonly ExtensionState AnnasOther = new("demo", "1001", "SIP/1001", 4);

    [Fact]
    public async Task A_complete_list_is_saved_shown_and_told()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna, Ben, AnnasOther);

        var (result, joined) = await rig.RefreshAsync();

        Assert.False(joined);
        Assert.Equal(RefreshOutcome.Completed, result.Outcome);
        Assert.EndsWith("s: 3 new.", result.Message, StringComparison.Ordinal);
        Assert.Equal(["demo/1001=4", "from-internal/1001=0", "from-internal/1002=8"], await rig.RowsAsync());
        Assert.Equal(3, rig.Database.Board.Rows("main").Count);
        Assert.Equal((3, 4, 3, true, "Events: off with ExtensionStateListComplete"), Figures(result));
        var run = Assert.Single(await rig.RunsAsync());
        Assert.Equal((result.ConnectionId, "anna", RefreshOutcome.Completed, 3, 3), (run.ConnectionId, run.AskedBy, run.Outcome, run.ExtensionsChecked, run.Added));
    }

    [Fact]
    public async Task A_refresh_speaks_on_a_connection_of_its_own_with_events_off_and_logs_off()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();

        var login = await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.SendListAsync(list.ActionId, Anna);
        var logoff = await session.ExpectAsync("Logoff");
        var result = (await refresh).Result;

        Assert.Equal("off", login["Events"]);
        Assert.Equal("off", list["Events"]);
        Assert.Matches("^bulk-[0-9a-f]{32}$", list.ActionId);
        Assert.Equal(list.ActionId + "-complete", logoff.ActionId);
        Assert.Matches("^separate-[0-9]{13}-[a-z0-9]{9}$", result.ConnectionId);
    }

    [Fact]
    public async Task The_answer_does_not_wait_for_the_logoff()
    {
        await using var rig = await RefreshRig.StartAsync();
        var refresh = rig.RefreshAsync();
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");

        await session.SendListAsync(list.ActionId, Anna);

        // The PBX never answers the Logoff; the answer is here all the same.
        Assert.Equal(RefreshOutcome.Completed, (await refresh).Result.Outcome);
    }

    [Fact]
    public async Task What_a_later_list_does_not_hold_is_offline_and_what_it_changes_is_told_with_what_was()
    {
        await using var rig = await RefreshRig.StartAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna, Ben, AnnasOther);
        await rig.RefreshAsync();
        pbx.Remove("from-internal", "1002");
        pbx.Set(Anna with { Status = 1 });

        var (result, _) = await rig.RefreshAsync();

        Assert.EndsWith("s: 2 changed, 1 gone.", result.Message, StringComparison.Ordinal);
        Assert.Equal(["demo/1001=4", "from-internal/1001=1", "from-internal/1002=4*"], await rig.RowsAsync());
        var told = result.Saved!.ChangedRows.Select(row => (row.Row.Key.Exten, row.PreviousCode, row.Row.StatusCode)).Order();
        Assert.Equal([("1001", 0, 1), ("1002", 8, 4)], told);
    }

    [Fact]
    public async Task Rows_of_other_contexts_are_counted_and_not_stored()
    {
        await using var rig = await RefreshRig.StartAsync(server: main => main.Contexts.Add("demo"));
        rig.Pbx.AnswerByItself(Anna, Ben, AnnasOther);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(["demo/1001=4"], await rig.RowsAsync());
        Assert.Equal((3, 2), (result.Statistics.ExtensionsFound, result.Statistics.RowsOutsideContexts));
    }

    [Fact]
    public async Task A_preset_leaves_feature_codes_out_and_those_that_are_known_are_gone()
    {
        await using var rig = await RefreshRig.StartAsync(server: main => main.Preset = AmiPreset.FreePbx);
        await rig.Database.Store.ApplySnapshotAsync(
            TestData.Snapshot(TestData.Row("1001", context: "ext-local"), TestData.Row("*721001", context: "ext-local"), TestData.Row("*761001", context: "app-dnd")),
            TestData.Run(), TestContext.Current.CancellationToken);
        rig.Pbx.AnswerByItself(new("ext-local", "1001", "PJSIP/1001", 8), new("ext-local", "*721001", "Custom:CF1001", 0), new("app-dnd", "*761001", "Custom:DND1001", 0), Ben);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(["app-dnd/*761001=4*", "ext-local/*721001=4*", "ext-local/1001=8"], await rig.RowsAsync());
        Assert.Equal((4, 3), (result.Statistics.ExtensionsFound, result.Statistics.RowsOutsideContexts));
    }

    [Fact]
    public async Task A_click_during_a_refresh_joins_it_and_the_pbx_is_asked_once()
    {
        await using var rig = await RefreshRig.StartAsync();
        var held = new TaskCompletionSource();
        var pbx = rig.Pbx.AnswerByItself(Anna);
        pbx.BeforeRows = () => held.Task;
        var first = rig.RefreshAsync("anna");
        await rig.InPhaseAsync(RefreshPhase.Listing);

        var second = rig.RefreshAsync("ben");
        held.SetResult();

        var (firstAnswer, secondAnswer) = (await first, await second);
        Assert.Equal((false, true), (firstAnswer.Joined, secondAnswer.Joined));
        Assert.Same(firstAnswer.Result, secondAnswer.Result);
        Assert.Equal("anna", secondAnswer.Result.AskedBy);
        Assert.Equal(1, pbx.Actions.Count(action => action == "ExtensionStateList"));
    }

    [Fact]
    public async Task Several_pbxs_are_refreshed_side_by_side_and_one_that_fails_does_not_touch_the_others()
    {
        await using var east = FakeAmiServer.Start();
        await using var west = FakeAmiServer.Start();
        west.AnswerByItself(Ben);
        east.AnswerByItself().Refusals["ExtensionStateList"] = "Permission denied";
        await using var rig = await RefreshRig.StartAsync(others: [east.Options("east"), west.Options("west")]);
        rig.Pbx.AnswerByItself(Anna);

        var answers = await rig.Service.RefreshAllAsync(ExtensionScope.All, TestData.Asker("anna"), TestContext.Current.CancellationToken).InTime();

        Assert.Equal(
            [("main", RefreshOutcome.Completed), ("east", RefreshOutcome.Failed), ("west", RefreshOutcome.Completed)],
            answers.Select(answer => (answer.Result.Server, answer.Result.Outcome)));
        Assert.Equal(["from-internal/1001=0", "from-internal/1002=8"], [.. await rig.RowsAsync("main"), .. await rig.RowsAsync("west")]);
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_refresh()
    {
        await using var rig = await RefreshRig.StartAsync();
        var held = new TaskCompletionSource();
        rig.Pbx.AnswerByItself(Anna).BeforeRows = () => held.Task;
        using var gone = new CancellationTokenSource();
        var page = rig.Service.RefreshAsync("main", TestData.Asker("anna"), gone.Token);
        await rig.InPhaseAsync(RefreshPhase.Listing);
        var other = rig.RefreshAsync("ben");

        await gone.CancelAsync();
        held.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page.InTime());
        Assert.Equal(RefreshOutcome.Completed, (await other).Result.Outcome);
        Assert.Equal(["from-internal/1001=0"], await rig.RowsAsync());
    }

    [Fact]
    public async Task The_running_refresh_can_be_looked_at()
    {
        await using var rig = await RefreshRig.StartAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna, Ben);
        await rig.RefreshAsync();
        var held = new TaskCompletionSource();
        pbx.BeforeRows = () => held.Task;

        var refresh = rig.RefreshAsync("ben");
        await rig.InPhaseAsync(RefreshPhase.Listing);

        var run = Assert.Single(rig.Refreshes.Running);
        Assert.Equal(("main", "ben", RefreshPhase.Listing, 2), (run.Server, run.AskedBy, run.Phase, run.ExpectedRows));
        held.SetResult();
        await refresh;
        Assert.Empty(rig.Refreshes.Running);
        Assert.Equal(2, rig.Refreshes.Ended.Count);
    }

    [Fact]
    public async Task A_subscriber_that_throws_disturbs_neither_the_refresh_nor_its_neighbour()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);
        var told = 0;
        using var bad = rig.Refreshes.Subscribe(() => throw new InvalidOperationException("a page that fails"));
        using var good = rig.Refreshes.Subscribe(() => Interlocked.Increment(ref told));

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Completed, result.Outcome);
        Assert.True(told >= 3);
        Assert.Contains(rig.Logs.GetSnapshot(), line => line.Id.Name == "SubscriberFaulted");
    }

    [Fact]
    public async Task An_unknown_pbx_is_named()
    {
        await using var rig = await RefreshRig.StartAsync();

        var unknown = await Assert.ThrowsAsync<UnknownServerException>(() =>
            rig.Service.RefreshAsync("nowhere", TestData.Asker("anna"), TestContext.Current.CancellationToken));

        Assert.Contains("“nowhere”", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_logged_from_start_to_figures()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna);

        await rig.RefreshAsync();

        var logs = rig.Logs.GetSnapshot();
        var started = Assert.Single(logs, line => line.Id.Name == "RefreshStarted");
        Assert.Contains("requested by anna", started.Message, StringComparison.Ordinal);
        var completed = Assert.Single(logs, line => line.Id.Name == "RefreshCompleted");
        Assert.Contains("1 known, 0 changed, 1 added", completed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(logs, line => line.Message.Contains(FakeAmiServer.Secret, StringComparison.Ordinal));
    }

    private static (int Found, int Events, int Rows, bool Complete, string Format) Figures(RefreshResult result) => (
        result.Statistics.ExtensionsFound,
        result.Statistics.TotalEvents,
        result.Statistics.ExtensionEvents,
        result.Statistics.CompletionEventDetected,
        result.Statistics.QueryFormat);
}
