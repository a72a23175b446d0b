using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>Permissions that are revoked while a page is open.</summary>
[Collection(Name)]
public sealed class EndedPagesInBrowserTests(Chromium chromium)
{
    private const string Sentence = "Your account was changed or disabled. Sign in again.";
    private const string Supervisor = "supervisor";

    [Fact]
    public async Task The_page_of_an_account_that_is_disabled_ends_at_once_and_says_why()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await chromium.OpenAsync(app, app.Address);

        await app.ChangeAsync(Supervisor, account => account.DisabledAt = DateTimeOffset.UtcNow);

        await page.Page.GetByRole(AriaRole.Alert).GetByText(Sentence).BeSeenAsync();
        Assert.StartsWith("/sign-in?", new Uri(page.Page.Url).PathAndQuery, StringComparison.Ordinal);
        await page.Page.GotoAsync(app.Address.ToString()).InTime();
        await page.Page.GetByLabel("User name").BeSeenAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_browser_that_does_not_leave_is_cut_off_comes_no_more_in_and_ends_where_one_signs_in()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.EvaluateAsync("Blazor._internal.navigationManager.refresh = () => {}").InTime();

        await app.ChangeAsync(Supervisor, account => account.DisabledAt = DateTimeOffset.UtcNow);

        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session has ended" }).BeSeenAsync();
        await page.Refresh.BeGoneAsync();
        Assert.Equal(401, await page.Page.EvaluateAsync<int>("fetch('/_blazor/negotiate?negotiateVersion=1', { method: 'POST' }).then(answer => answer.status)").InTime());
        await page.ReconnectDialog.BeSeenAsync();
        await page.Page.GetByRole(AriaRole.Alert).GetByText(Sentence).BeSeenAsync();
        Assert.Contains(app.Logs, line => line.Id.Name == "PageCut");
    }

    [Fact]
    public async Task A_role_that_was_taken_away_in_the_database_is_gone_at_the_very_next_click()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await app.ChangeAsync(Supervisor, account => account.Role = Roles.Viewer, behindItsBack: true);

        await page.Refresh.ClickAsync();

        await page.Alert.GetByText("Your role does not allow you to refresh. Ask an administrator for the Supervisor role.").BeSeenAsync();
        Assert.Empty(pbx.Sessions);

        // The watch does this some seconds later.
        await app.Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
        await page.Refresh.BeGoneAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as " + Supervisor }).BeSeenAsync();
        Assert.Equal("/", new Uri(page.Page.Url).PathAndQuery);
        Assert.Empty(pbx.Sessions);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_viewer_sees_no_Refresh_and_a_forged_call_from_the_page_is_refused()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        await using var page = await chromium.OpenAsync(app, app.Address, role: Roles.Viewer);

        await page.Refresh.BeGoneAsync();
        var status = await page.Page.EvaluateAsync<int>("fetch('/api/extensions/hybrid-refresh', { method: 'POST' }).then(answer => answer.status)").InTime();

        Assert.Equal(403, status);
        Assert.Empty(pbx.Sessions);
        Assert.Empty(await page.BarriersAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_page_that_a_role_may_not_open_says_so_in_the_look_of_the_others_and_leads_back(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await chromium.OpenAsync(dark: dark, phone: phone);
        var cookie = await app.CookieAsync(Roles.Viewer);
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = app.Address.ToString(), HttpOnly = true }]);

        var answer = await page.Page.GotoAsync(new Uri(app.Address, "/accounts").ToString()).InTime();

        Assert.Equal(403, answer?.Status);
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Forbidden" }).BeSeenAsync();
        await page.Page.GetByText("has the role Viewer, which does not allow this.").BeSeenAsync();
        Assert.Empty(await page.BarriersAsync());
        Assert.Equal(0, await page.NarrowestOverflowAsync());
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to extensions" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Extensions", Exact = true }).BeSeenAsync();
    }

    [Fact]
    public async Task A_page_too_many_says_so_follows_nothing_and_works_once_another_is_closed()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:PagesPerUser", "2"));
        await using var first = await chromium.OpenAsync(app, app.Address);
        await using var second = await chromium.OpenAsync(app, app.Address);
        await using var third = await chromium.OpenAsync(dark: true, phone: true);
        var cookie = await app.CookieAsync(Roles.Supervisor);
        await third.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = app.Address.ToString(), HttpOnly = true }]);
        var account = (await app.AccountAsync(Supervisor, Roles.Supervisor)).Id;

        await third.Page.GotoAsync(app.Address.ToString()).InTime();

        await third.Page.GetByText("This account has reached the limit of open pages (2).").BeSeenAsync();
        await third.Refresh.BeGoneAsync();
        Assert.Equal(2, app.Services.GetRequiredService<CircuitRegistry>().CountOf(account));
        Assert.Empty(await third.BarriersAsync());

        await second.Page.CloseAsync(new() { RunBeforeUnload = false });
        await Polling.UntilAsync(() => app.Services.GetRequiredService<CircuitRegistry>().CountOf(account) < 2);
        await third.Page.GetByRole(AriaRole.Link, new() { Name = "Reload page" }).ClickAsync();

        await Assertions.Expect(third.Refresh).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        await first.Refresh.BeSeenAsync();
        Assert.Empty(third.Faults);
    }

    [Fact]
    public async Task Who_asks_for_too_many_refreshes_is_told_when_to_try_again()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Limits:RefreshesPerMinute", "1")]);
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Refresh.ClickAsync();
        await page.SeeResultAsync("1 extension on main");

        await page.Refresh.ClickAsync();

        await page.Alert.GetByText("You have reached the limit of refreshes per minute (1).").BeSeenAsync();
        Assert.Single(pbx.Sessions);
        Assert.Empty(page.Faults);
    }
}
