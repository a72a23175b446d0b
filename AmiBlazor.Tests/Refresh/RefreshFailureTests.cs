using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

/// <summary>Whatever goes wrong: nothing is changed, the run is recorded, and the answer says what happened.</summary>
public sealed class RefreshFailureTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);
    private static readonly ExtensionState Ben = new("from-internal", "1002", "PJSIP/1002", 0);

    [Fact]
    public async Task A_list_with_fewer_rows_than_it_announces_changes_nothing()
    {
        await using var rig = await StartKnowingAnnaAsync();
        var refresh = rig.RefreshAsync();
        var (session, list) = await ListAskedAsync(rig);

        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, Anna with { Status = 1 });
        await session.CompleteAsync(list.ActionId, 2);

        await AssertUntouchedAsync(rig, (await refresh).Result, RefreshOutcome.Failed, RefreshFailure.Pbx, "reported 2 rows");
    }

    [Fact]
    public async Task A_list_cut_off_in_the_middle_changes_nothing()
    {
        await using var rig = await StartKnowingAnnaAsync();
        var refresh = rig.RefreshAsync();
        var (session, list) = await ListAskedAsync(rig);

        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, Anna with { Status = 1 });
        session.Cut();

        await AssertUntouchedAsync(rig, (await refresh).Result, RefreshOutcome.Failed, RefreshFailure.Pbx, "in the middle of its list");
    }

    [Fact]
    public async Task The_completion_of_another_list_does_not_end_this_one()
    {
        await using var rig = await StartKnowingAnnaAsync();
        var refresh = rig.RefreshAsync();
        var (session, list) = await ListAskedAsync(rig);

        await session.StartListAsync(list.ActionId);
        await session.CompleteAsync("bulk-of-somebody-else", 0);
        await session.SendRowsAsync(list.ActionId, Anna with { Status = 2 });
        await session.CompleteAsync(list.ActionId, 1);

        Assert.Equal(RefreshOutcome.Completed, (await refresh).Result.Outcome);
        Assert.Equal(["from-internal/1001=2"], await rig.RowsAsync());
    }

    [Fact]
    public async Task A_missing_permission_is_named_and_no_single_query_is_tried()
    {
        await using var rig = await StartKnowingAnnaAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna);
        pbx.Refusals["ExtensionStateList"] = "Permission denied";

        var (result, _) = await rig.RefreshAsync();

        await AssertUntouchedAsync(rig, result, RefreshOutcome.Failed, RefreshFailure.Pbx, "write=reporting");
        Assert.Equal("Permission denied", result.PbxWords);
        Assert.DoesNotContain("ExtensionState", pbx.Actions);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_the_words_of_the_pbx()
    {
        await using var rig = await RefreshRig.StartAsync(server: main => main.Secret = "wrong");
        rig.Pbx.AnswerByItself(Anna);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal((RefreshOutcome.Failed, RefreshFailure.Pbx, "Authentication failed"), (result.Outcome, result.Failure, result.PbxWords));
        Assert.Contains("refused the login", result.Message, StringComparison.Ordinal);
        Assert.Empty(await rig.RowsAsync());
    }

    [Fact]
    public async Task Nobody_listening_is_told()
    {
        await using var rig = await StartKnowingAnnaAsync();
        rig.Pbx.Stop();

        var (result, _) = await rig.RefreshAsync();

        await AssertUntouchedAsync(rig, result, RefreshOutcome.Failed, RefreshFailure.Pbx, "refused the connection");
    }

    [Fact]
    public async Task A_list_without_rows_is_doubt_and_marks_nothing()
    {
        await using var rig = await StartKnowingAnnaAsync();
        rig.Pbx.AnswerByItself();

        var (result, _) = await rig.RefreshAsync();

        await AssertUntouchedAsync(rig, result, RefreshOutcome.Empty, RefreshFailure.None, "without a single extension");
    }

    [Fact]
    public async Task A_list_of_other_contexts_alone_is_doubt_and_says_which_setting_to_look_at()
    {
        await using var rig = await RefreshRig.StartAsync(server: main => main.Contexts.Add("from-external"));
        rig.Pbx.AnswerByItself(Anna, Ben);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Empty, result.Outcome);
        Assert.Contains("Ami:Servers:N:Contexts", result.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Statistics.RowsOutsideContexts);
    }

    [Fact]
    public async Task Most_extensions_gone_at_once_is_saved_with_a_warning()
    {
        await using var rig = await RefreshRig.StartAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna, Ben, Anna with { Exten = "1003" });
        await rig.RefreshAsync();
        pbx.Remove("from-internal", "1001");
        pbx.Remove("from-internal", "1002");

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Completed, result.Outcome);
        Assert.Contains("2 of 3 extensions were missing", result.Warning, StringComparison.Ordinal);
        Assert.Contains(rig.Logs.GetSnapshot(), line => line.Id.Name == "RefreshCollapsed");
    }

    [Fact]
    public async Task Past_the_deadline_the_rows_that_had_come_are_dropped_and_the_logoff_says_so()
    {
        var clock = new FakeClock();
        await using var rig = await StartKnowingAnnaAsync(clock, ("Refresh:Timeout", "00:00:05"));
        var refresh = rig.RefreshAsync();
        var (session, list) = await ListAskedAsync(rig);
        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, Anna with { Status = 1 });
        await rig.RowsReceivedAsync(1);

        clock.Advance(TimeSpan.FromSeconds(5));

        await AssertUntouchedAsync(rig, (await refresh).Result, RefreshOutcome.TimedOut, RefreshFailure.Deadline, "within 5 s");
        var goodbye = await session.ExpectAsync("Logoff");
        Assert.Equal(list.ActionId + "-timeout", goodbye.ActionId);
        await session.SendAsync("Response: Goodbye", "ActionID: " + goodbye.ActionId); // Its second of patience does not pass under this clock.
        Assert.Contains(rig.Logs.GetSnapshot(), line => line.Id.Name == "RefreshCompletionMissing");
    }

    [Fact]
    public async Task A_pbx_without_the_list_is_asked_one_by_one()
    {
        await using var rig = await RefreshRig.StartAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna, Ben);
        await rig.RefreshAsync();
        pbx.Refusals["ExtensionStateList"] = "Invalid/unknown command: ExtensionStateList.";
        pbx.Set(Ben with { Status = 8 });

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Completed, result.Outcome);
        Assert.Equal("Individual ExtensionState queries", result.Statistics.QueryFormat);
        Assert.Equal((2, 0), (result.Statistics.SuccessfulQueries, result.Statistics.FailedQueries));
        Assert.Equal(["from-internal/1001=0", "from-internal/1002=8"], await rig.RowsAsync());
        Assert.Equal([true, false], (await rig.RunsAsync()).Select(run => run.Individual));
        Assert.All(await rig.RunsAsync(), run => Assert.Equal((null, null, null), (run.Error, run.ErrorSentence, run.PbxWords)));
    }

    [Fact]
    public async Task A_pbx_without_the_list_and_nothing_known_says_so()
    {
        await using var rig = await RefreshRig.StartAsync();
        rig.Pbx.AnswerByItself(Anna).Refusals["ExtensionStateList"] = "Invalid/unknown command: ExtensionStateList.";

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal(RefreshOutcome.Failed, result.Outcome);
        Assert.Contains("does not know the action ExtensionStateList", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_neither_list_nor_single_queries_can_be_had_nothing_changes()
    {
        await using var rig = await StartKnowingAnnaAsync();
        var pbx = rig.Pbx.AnswerByItself(Anna);
        pbx.Refusals["ExtensionStateList"] = "Invalid/unknown command: ExtensionStateList.";
        pbx.Refusals["ExtensionState"] = "Something is wrong here";

        var (result, _) = await rig.RefreshAsync();

        await AssertUntouchedAsync(rig, result, RefreshOutcome.Failed, RefreshFailure.Pbx, "answered none of 1 individual queries");
        Assert.True((await rig.RunsAsync())[0].Individual);
    }

    [Fact]
    public async Task A_database_that_is_locked_fails_the_refresh_and_the_file_is_written_all_the_same()
    {
        await using var rig = await StartKnowingAnnaAsync();
        rig.Pbx.AnswerByItself(Anna with { Status = 1 });
        using var other = rig.Database.OpenConnection();
        using var hold = other.BeginTransaction(deferred: false);

        var (result, _) = await rig.RefreshAsync();

        Assert.Equal((RefreshOutcome.Failed, RefreshFailure.Database), (result.Outcome, result.Failure));
        Assert.StartsWith("Nothing was saved: another program has kept the database locked.", result.Message, StringComparison.Ordinal);
        Assert.NotNull((await result.File!.InTime()).FileName);
        Assert.Equal(0, Assert.Single(rig.Database.Board.Rows("main")).StatusCode);
    }

    private static async Task<RefreshRig> StartKnowingAnnaAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var rig = await RefreshRig.StartAsync(time, settings: settings);
        await rig.Database.Store.ApplySnapshotAsync(
            TestData.Snapshot(TestData.Row("1001")), TestData.Run(), TestContext.Current.CancellationToken);
        return rig;
    }

    private static async Task<(FakeAmiSession Session, FakeAmiAction List)> ListAskedAsync(RefreshRig rig)
    {
        var session = await rig.Pbx.AcceptAsync();
        await session.LoginAsync();
        return (session, await session.ExpectAsync("ExtensionStateList"));
    }

    private static async Task AssertUntouchedAsync(RefreshRig rig, RefreshResult result, RefreshOutcome outcome, RefreshFailure failure, string says)
    {
        Assert.Equal((outcome, failure), (result.Outcome, result.Failure));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.Equal(["from-internal/1001=0"], await rig.RowsAsync());
        Assert.Equal(0, Assert.Single(rig.Database.Board.Rows("main")).StatusCode);
        var run = Assert.Single(await rig.RunsAsync(), run => run.ConnectionId == result.ConnectionId);
        Assert.Equal((outcome, result.Message, result.PbxWords), (run.Outcome, run.Error, run.PbxWords));
        Assert.Equal(result.Sentence.Format, run.ErrorSentence?.Format);
        Assert.Equal(result.Message, FormattableString.Invariant(run.ErrorSentence!));
    }
}
