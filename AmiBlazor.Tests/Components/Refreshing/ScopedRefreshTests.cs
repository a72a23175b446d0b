using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Refreshing;

/// <summary>Refresh and Stop of a supervisor who sees some PBXs only.</summary>
public sealed class ScopedRefreshTests : IAsyncLifetime
{
    private readonly FakeAmiServer _a = FakeAmiServer.Start();
    private readonly FakeAmiServer _b = FakeAmiServer.Start();
    private readonly FakeAmiServer _c = FakeAmiServer.Start();
    private PageBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _bench = await PageBench.CreateAsync([_a.Options("a"), _b.Options("b"), _c.Options("c")]);

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _c.DisposeAsync();
    }

    [Fact]
    public async Task All_PBXs_are_all_that_are_seen()
    {
        foreach (var pbx in new[] { _a, _b, _c })
            pbx.AnswerByItself(new ExtensionState(Context, "1001", "PJSIP/1001", 0));
        await _bench.LimitAsync(["a", "b"], departments: null);
        var page = _bench.Open();
        Assert.Equal(["All PBXs", "a", "b"], page.FindAll("select[aria-label='PBX to refresh'] option").Select(option => option.TextContent));

        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Equal(2, page.FindAll(".result.completed").Count));
        Assert.Equal((1, 1, 0), (_a.Sessions.Count, _b.Sessions.Count, _c.Sessions.Count));
    }

    [Fact]
    public async Task A_choice_that_was_not_offered_reaches_no_PBX()
    {
        await _bench.LimitAsync(["a", "b"], departments: null);
        var page = _bench.Open();

        await page.Find("select[aria-label='PBX to refresh']").ChangeAsync("c");
        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains("No PBX named “c” is configured.", Assert.Single(page.Role("alert")), StringComparison.Ordinal));
        Assert.Empty(_bench.Runs.Running);
        Assert.Empty(_c.Sessions);
    }

    [Fact]
    public async Task A_refresh_of_another_PBX_is_neither_told_nor_stopped()
    {
        await _bench.LimitAsync(["a"], departments: null);
        var page = _bench.Open();
        var other = _bench.Service.RefreshAsync("c", TestData.Asker("colleague offstage"), Token);
        var session = await _c.AcceptAsync();
        await page.ClickAsync("Refresh");
        await _a.AcceptAsync();
        Eventually(page, () => Assert.Single(page.FindAll("[role=progressbar]")));

        await page.ClickAsync("Stop");

        Eventually(page, () => Assert.Single(page.FindAll(".result.stopped")));
        Assert.Equal("c", Assert.Single(_bench.Runs.Running).Server);
        Assert.Empty(page.Buttons("Stop"));
        session.Cut();
        await other.InTime();
        Assert.Empty(page.Role("alert"));
        Assert.DoesNotContain("colleague offstage", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_account_sees_now_counts_and_not_what_it_saw_when_the_page_was_opened()
    {
        await _bench.LimitAsync(["a", "b"], departments: null);
        var page = _bench.Open();

        await _bench.LimitAnewAsync(["c"], departments: null);
        await page.ClickAsync("Refresh");

        Eventually(page, () => Assert.Contains("Your account has no access to any PBX.", Assert.Single(page.Role("alert")), StringComparison.Ordinal));
        Assert.Empty(_bench.Runs.Running);
    }

    [Fact]
    public async Task Stop_ends_what_the_account_sees_now_and_not_what_it_saw_when_the_page_was_opened()
    {
        await _bench.LimitAsync(["a", "b"], departments: null);
        var page = _bench.Open();
        await page.ClickAsync("Refresh");
        await _a.AcceptAsync();
        await _b.AcceptAsync();
        var other = _bench.Service.RefreshAsync("c", TestData.Asker("bernd"), Token);
        await _c.AcceptAsync();

        await _bench.LimitAnewAsync(["b", "c"], departments: null);
        await page.ClickAsync("Stop");

        Assert.Equal(RefreshOutcome.Stopped, (await other.InTime()).Result.Outcome);
        Eventually(page, () => Assert.Equal("a", Assert.Single(_bench.Runs.Running).Server));
    }

    [Fact]
    public async Task The_words_of_a_PBX_are_for_those_who_see_all_departments()
    {
        await _bench.LimitAsync(["a"], ["Sales"]);
        var page = _bench.Open();
        await page.ClickAsync("Refresh");
        var session = await _a.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.SendRowsAsync(list.ActionId, new ExtensionState("", "offstage", "PJSIP/offstage", 0));

        Eventually(page, () => Assert.NotEmpty(page.Role("alert")));
        Assert.DoesNotContain("offstage", page.Markup, StringComparison.Ordinal);
    }

    private static void Eventually(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, Action assertion) =>
        page.WaitForAssertion(assertion, Timeouts.Default);
}
