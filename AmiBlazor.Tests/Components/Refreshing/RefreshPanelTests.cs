using System.Security.Claims;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Pages;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Refreshing;

public sealed class RefreshPanelTests
{
    [Fact]
    public async Task A_click_on_Refresh_shows_what_the_PBX_says_and_tells_the_result_in_a_sentence()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0), State("1002", 8));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.StartsWith("2 extensions on main", StringComparison.Ordinal)));
        Eventually(page, () => Assert.Equal(["1001", "1002"], page.Shown()));
        Eventually(page, () => Assert.Empty(page.FindAll("[role=progressbar]")));
        Assert.Empty(page.Buttons("Stop"));
        Assert.Empty(page.Role("alert"));
        Assert.Matches("^anna main: done\\. separate-\\S+: completed\\.$", Assert.Single(await bench.Database.AuditedAsync(AuditAction.Refresh)));
    }

    [Fact]
    public async Task Whether_the_board_was_right_stands_behind_the_result()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0), State("1002", 8));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.Database.FollowAsync(Row("1001", 1), Row("1002", 1));
        var page = bench.Open();

        await page.ClickAsync("Refresh");
        Eventually(page, () => Assert.Equal("Verified: 2 differences found.", page.Find(".result .truth.wrong").TextContent));
        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Equal("Verified: no differences.", page.Find(".result .truth:not(.wrong)").TextContent));
    }

    [Fact]
    public async Task A_running_refresh_shows_its_rows_of_about_how_many()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"), Row("1004"));
        var page = bench.Open();

        await page.ClickAsync("Refresh");
        var session = await pbx.AcceptAsync();
        Eventually(page, () => Assert.Equal("Connecting to main", page.Find("[role=progressbar]").GetAttribute("aria-valuetext")));
        Assert.Equal((null, null), Bar(page));
        var list = await BeginListAsync(session);
        await session.SendRowsAsync(list.ActionId, State("1001", 0), State("1002", 0));

        Eventually(page, () => Assert.Equal(("2", "4"), Bar(page)));
        Assert.Equal("off", page.Find("[role=progressbar]").GetAttribute("aria-live"));
        Assert.Contains("2 of about 4 extensions", page.Find(".run").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("started by", page.Find(".run").TextContent, StringComparison.Ordinal);
        await session.SendRowsAsync(list.ActionId, State("1003", 0), State("1004", 1));
        await session.CompleteAsync(list.ActionId, 4);
        Eventually(page, () => Assert.Contains("in-use", page.RowText("1004"), StringComparison.Ordinal));
        Eventually(page, () => Assert.Empty(page.FindAll("[role=progressbar]")));
    }

    [Fact]
    public async Task A_first_refresh_shows_that_it_runs_though_nobody_knows_how_many_will_come()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();

        await page.ClickAsync("Refresh");
        var session = await pbx.AcceptAsync();
        var list = await BeginListAsync(session);
        await session.SendRowsAsync(list.ActionId, State("1001", 0));

        Eventually(page, () => Assert.Contains("1 extension so far", page.Find(".run").TextContent, StringComparison.Ordinal));
        Assert.False(page.Find("[role=progressbar]").HasAttribute("aria-valuenow"));
        session.Cut();
        Eventually(page, () => Assert.NotEmpty(page.Role("alert")));
    }

    [Fact]
    public async Task Stop_ends_the_refresh_and_changes_nothing()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.ApplyAsync(Row("1001"));
        var page = bench.Open();
        await page.ClickAsync("Refresh");
        var session = await pbx.AcceptAsync();
        var list = await BeginListAsync(session);
        await session.SendRowsAsync(list.ActionId, State("1001", 8));

        await page.ClickAsync("Stop");

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.Contains("stopped", StringComparison.OrdinalIgnoreCase)));
        Eventually(page, () => Assert.Empty(page.Buttons("Stop")));
        Assert.Contains("Online", page.RowText("1001"), StringComparison.Ordinal);
        Assert.Empty(page.Role("alert"));
    }

    [Fact]
    public async Task A_click_during_a_running_refresh_joins_it_and_says_whose_it_is()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        var first = bench.Service.RefreshAsync("main", TestData.Asker("bernd"), TestContextToken);
        var session = await pbx.AcceptAsync();
        Eventually(page, () => Assert.Contains("started by bernd", page.Find(".run").TextContent, StringComparison.Ordinal));

        await page.ClickAsync("Refresh");
        Eventually(page, () => Assert.Contains("you joined", page.Find(".run").TextContent, StringComparison.Ordinal));
        var list = await BeginListAsync(session);
        await session.SendListAsync(list.ActionId, [State("1001", 0)]);

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.Contains("by bernd", StringComparison.Ordinal)));
        Assert.False((await first.InTime()).Joined);
        Assert.Single(pbx.Sessions);
        var id = (await first).Result.ConnectionId;
        Assert.Equal(
            [$"anna main: done. {id}: completed, joined.", $"bernd main: done. {id}: completed."],
            (await bench.Database.AuditedAsync(AuditAction.Refresh, 2)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_has_no_name_is_called_nothing_as_by_a_script()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        bench.Person.Be(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Supervisor)], AuthSchemes.ApiKey)));
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Assert.Equal("", Assert.Single(bench.Runs.Running).AskedBy);
        await page.ClickAsync("Stop");
        Assert.Matches("^ main: done\\. separate-\\S+: stopped\\.$", Assert.Single(await bench.Database.AuditedAsync(AuditAction.Stop)));
    }

    [Fact]
    public async Task A_refresh_that_somebody_else_asked_for_is_seen_from_its_start_to_its_result()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();

        await bench.Service.RefreshAsync("main", TestData.Asker("nightly-script"), TestContextToken).InTime();

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.Contains("by nightly-script", StringComparison.Ordinal)));
        Eventually(page, () => Assert.Equal(["1001"], page.Shown()));
    }

    [Fact]
    public async Task A_refusal_that_the_main_connection_has_met_as_well_is_told_once()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0));
        var refused = pbx.Options(live: true);
        refused.Secret = "wrong";
        await using var bench = await PageBench.CreateAsync([refused]);
        var page = bench.Open();
        await page.ClickAsync("Refresh");
        Eventually(page, () => Assert.Contains("Authentication failed", Assert.Single(page.FindAll(".banner")).TextContent, StringComparison.Ordinal));

        var ended = Assert.Single(bench.Runs.Ended);
        bench.Report(main => main with { State = MainConnectionState.Refused, Trouble = ended.Sentence, PbxWords = ended.PbxWords });

        Eventually(page, () => Assert.Empty(page.FindAll(".banner")));
        Assert.Contains("The refresh of main failed for the reason below.", page.Find("[role=status] .result.failed").TextContent, StringComparison.Ordinal);
        Assert.Contains("Authentication failed", Assert.Single(page.FindAll(".notice .why")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ended_before_the_page_came_is_not_told()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.Service.RefreshAsync("main", TestData.Asker("bernd"), TestContextToken).InTime();

        var page = bench.Open();

        Assert.DoesNotContain(page.Role("status"), text => text.Contains("bernd", StringComparison.Ordinal));
        Assert.Contains("reachable; list updated", page.Find(".pbxs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_stays_until_it_is_read_with_the_words_of_the_PBX_beside_it()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0)).Refusals["ExtensionStateList"] = "Permission denied";
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.ApplyAsync(Row("1001", 8));
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Single(page.Role("alert")));
        var alert = page.Role("alert")[0];
        Assert.Contains("main", alert, StringComparison.Ordinal);
        Assert.Contains("Message from the PBX: Permission denied", alert, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeAmiServer.Secret, page.Markup, StringComparison.Ordinal);
        Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal);
        await page.ClickAsync("Dismiss");
        Eventually(page, () => Assert.Empty(page.Role("alert")));
    }

    [Fact]
    public async Task A_new_click_forgets_the_error_of_the_last()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(State("1001", 0));
        answers.Refusals["ExtensionStateList"] = "Permission denied";
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        await page.ClickAsync("Refresh");
        Eventually(page, () => Assert.Single(page.Role("alert")));

        answers.Refusals.Clear();
        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Equal(["1001"], page.Shown()));
        Eventually(page, () => Assert.Empty(page.Role("alert")));
    }

    [Fact]
    public async Task A_PBX_that_is_down_is_named_in_the_error()
    {
        await using var bench = await PageBench.CreateAsync();
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains("main", Assert.Single(page.Role("alert")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_list_is_a_warning_and_marks_nothing()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.ApplyAsync(Row("1001"));
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains("without a single extension", page.Find("[role=status] .banner.warning").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.Role("alert"));
        Assert.Contains("Online", page.RowText("1001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_PBXs_each_tells_its_own_result()
    {
        await using var good = FakeAmiServer.Start();
        good.AnswerByItself(State("1001", 0));
        await using var bad = FakeAmiServer.Start();
        bad.AnswerByItself(State("1001", 0)).Refusals["ExtensionStateList"] = "Permission denied";
        await using var bench = await PageBench.CreateAsync([good.Options("berlin"), bad.Options("hamburg")]);
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.Contains("berlin", StringComparison.Ordinal)));
        Eventually(page, () => Assert.Contains("hamburg", Assert.Single(page.Role("alert")), StringComparison.Ordinal));
        Eventually(page, () => Assert.Equal(["berlin"], page.FindAll("tbody .c-pbx").Select(cell => cell.TextContent.Trim())));
    }

    [Fact]
    public async Task One_of_several_PBXs_can_be_chosen()
    {
        await using var first = FakeAmiServer.Start();
        first.AnswerByItself(State("1001", 0));
        await using var second = FakeAmiServer.Start();
        second.AnswerByItself(State("2001", 0));
        await using var bench = await PageBench.CreateAsync([first.Options("berlin"), second.Options("hamburg")]);
        var page = bench.Open();

        page.Find("select").Change("hamburg");
        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Equal(["2001"], page.Shown()));
        Assert.Empty(first.Sessions);
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_Refresh()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();

        bench.Person.Become(Roles.Viewer);

        Eventually(page, () => Assert.Empty(page.Buttons("Refresh")));
        Assert.Empty(pbx.Sessions);
    }

    [Fact]
    public async Task A_hostile_answer_is_text()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(State("1001", 0)).Refusals["ExtensionStateList"] = "<script>alert(1)</script> " + new string('x', 900);
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains("<script>alert(1)</script>", Assert.Single(page.Role("alert")), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task A_refresh_outlives_the_page_that_asked_for_it()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        await page.ClickAsync("Refresh");
        var session = await pbx.AcceptAsync();
        var list = await BeginListAsync(session);
        var result = Assert.Single(bench.Runs.Running).Result;

        await bench.Context.DisposeComponentsAsync();
        Assert.Equal((0, 0), (bench.Database.Board.SubscriberCount, bench.Runs.SubscriberCount));
        await session.SendListAsync(list.ActionId, [State("1001", 8)]);

        Assert.Equal(RefreshOutcome.Completed, (await result.InTime()).Outcome);
        Assert.Equal(8, Assert.Single(bench.Database.Board.Rows("main")).StatusCode);
    }

    private static CancellationToken TestContextToken => Xunit.TestContext.Current.CancellationToken;

    private static ExtensionState State(string exten, int status) => new("from-internal", exten, "PJSIP/" + exten, status);

    private static async Task<FakeAmiAction> BeginListAsync(FakeAmiSession session)
    {
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        return list;
    }

    private static (string? Now, string? Max) Bar(IRenderedComponent<ExtensionsStatus> page)
    {
        var bar = page.Find("[role=progressbar]");
        return (bar.GetAttribute("aria-valuenow"), bar.GetAttribute("aria-valuemax"));
    }

    private static void Eventually(IRenderedComponent<ExtensionsStatus> page, Action assertion) => page.WaitForAssertion(assertion, Timeouts.Default);
}
