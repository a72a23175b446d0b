using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

[Collection(AxeTests.Name)]
public sealed class AuditInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task An_administrator_finds_what_a_supervisor_clicked_and_what_a_viewer_was_refused()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options("held")));
        await using (var clicking = await chromium.OpenAsync(app, app.Address))
        {
            await clicking.Refresh.ClickAsync();
            await clicking.SeeResultAsync("1 extension on held");
        }

        await app.Client(AmiBlazorApp.ViewerKey).PostAsync("/api/extensions/refresh?server=held", content: null, TestContext.Current.CancellationToken)
            .ProblemAsync(System.Net.HttpStatusCode.Forbidden);
        await using var page = await PersonAsync(app, Roles.Administrator);
        await page.Page.GotoAsync(new Uri(app.Address, "/audit").ToString()).InTime();

        var lines = page.Page.Locator("tbody tr");
        await lines.Filter(new() { HasText = "wallboard" }).Filter(new() { HasText = "Refused" }).BeSeenAsync();
        await lines.Filter(new() { HasText = "supervisor" }).Filter(new() { HasText = "held" }).Filter(new() { HasText = "Succeeded" }).BeSeenAsync();
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("refused");
        await page.Page.GetByLabel("Text").FillAsync("HELD");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.Page.WaitForURLAsync("**/audit?*outcome=refused*").InTime();
        await lines.Filter(new() { HasText = "supervisor" }).BeGoneAsync();
        await lines.Filter(new() { HasText = "wallboard" }).BeSeenAsync();

        var download = await page.Page.RunAndWaitForDownloadAsync(() => Csv(page).ClickAsync()).InTime();
        var file = await File.ReadAllLinesAsync(await download.PathAsync().InTime(), TestContext.Current.CancellationToken);

        Assert.Equal(2, file.Length);
        Assert.Contains(",wallboard,key,", file[1], StringComparison.Ordinal);
        Assert.Contains(",refresh,held,refused,", file[1], StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_supervisor_gets_the_board_as_a_file_and_a_viewer_is_not_offered_it()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?status=ringing"));
        await page.Page.GetByText("1 of 2 extensions").First.BeSeenAsync();

        var download = await page.Page.RunAndWaitForDownloadAsync(() => Csv(page).ClickAsync()).InTime();
        var file = await File.ReadAllLinesAsync(await download.PathAsync().InTime(), TestContext.Current.CancellationToken);
        await using var viewer = await PersonAsync(app, Roles.Viewer);
        await viewer.Page.GotoAsync(app.Address.ToString()).InTime();
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Print" }).BeSeenAsync();

        Assert.Equal((2, true), (file.Length, file[1].Contains(",1001,", StringComparison.Ordinal)));
        Assert.Equal(0, await Csv(viewer).CountAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_forged_click_of_a_viewer_is_refused_and_written_down()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options("held")));
        await using var page = await PersonAsync(app, Roles.Viewer);
        await page.Page.GotoAsync(app.Address.ToString()).InTime();
        await Assertions.Expect(page.Search).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });

        await page.Refresh.BeGoneAsync();
        var status = await page.Page.EvaluateAsync<int>("fetch('/api/extensions/hybrid-refresh', { method: 'POST' }).then(answer => answer.status)").InTime();

        Assert.Equal(403, status);
        Assert.Equal(
            ["viewer /api/extensions/hybrid-refresh: refused. POST /api/extensions/hybrid-refresh"], await app.AuditedAsync(AuditAction.Refresh));
        Assert.Empty(pbx.Sessions);
    }

    [Fact]
    public async Task A_click_on_a_button_that_is_shown_a_moment_too_long_is_refused_and_written_down()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options("held")));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await app.ChangeAsync("supervisor", account => account.Role = Roles.Viewer, behindItsBack: true);

        await page.Refresh.ClickAsync();

        await page.Alert.SayAsync("Your role does not allow you to refresh.");
        Assert.Equal(["supervisor : refused. By a button of the page."], await app.AuditedAsync(AuditAction.Refresh));
        Assert.Empty(pbx.Sessions);
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_the_audit_and_a_phone_need_not_scroll_sideways(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var trail = app.Services.GetRequiredService<AuditLog>();
        for (var number = 0; number < 120; number++)
        {
            trail.Note(
                new Actor(new string('W', 80), number % 2 == 0 ? Actor.Key : Actor.Visitor, "2001:db8:85a3:8d3:1319:8a2e:370:7348"),
                Enum.GetValues<AuditAction>()[number % Enum.GetValues<AuditAction>().Length],
                (AuditOutcome)(number % 3),
                new string('x', 200),
                "name none → “שלום”");
        }

        await using var page = await PersonAsync(app, Roles.Administrator, dark, phone);
        var found = new List<string>();
        foreach (var query in new[] { "", "?action=dancing&from=never", "?who=nobody" })
        {
            await page.Page.GotoAsync(new Uri(app.Address, "/audit" + query).ToString()).InTime();
            found.AddRange(await page.BarriersAsync());
            Assert.True(await page.OverflowAsync() <= 0, query);
        }

        Assert.Empty(found);
        Assert.Empty(page.Faults);
    }

    private static ILocator Csv(BrowserPage page) => page.Page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" });

    private async Task<BrowserPage> PersonAsync(AmiBlazorApp app, string role, bool dark = false, bool phone = false)
    {
        var page = await chromium.OpenAsync(dark, phone);
        var cookie = await app.CookieAsync(role);
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = app.Address.ToString(), HttpOnly = true }]);
        return page;
    }
}
