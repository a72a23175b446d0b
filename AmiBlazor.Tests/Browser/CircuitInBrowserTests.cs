using AmiBlazor.Auth.Authorization;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
[Needs(Need.Asterisk)]
public sealed class CircuitInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task A_page_whose_connection_was_cut_says_so_and_comes_back_by_itself()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var relay = new TcpRelay(app.Address);
        await using var page = await chromium.OpenAsync(app, relay.Address);
        await page.Refresh.ClickAsync();
        await page.Row("1001").BeSeenAsync();
        await page.Search.FillAsync("100");
        await page.Page.EvaluateAsync("document.documentElement.id = 'before'").InTime();

        relay.Cut();
        await page.ReconnectDialog.BeSeenAsync();
        await asterisk.SetStateAsync("Custom:1001", "ONHOLD");
        using (var script = app.Client(AmiBlazorApp.SupervisorKey))
        {
            using var refreshed = await script.PostAsync(new Uri("/api/extensions/hybrid-refresh", UriKind.Relative), null, TestContext.Current.CancellationToken);
            refreshed.EnsureSuccessStatusCode();
        }

        relay.Mend(app.Address);

        await page.Row("1001").SayAsync("on-hold");
        await page.ReconnectDialog.BeHiddenAsync();
        await page.Search.HoldAsync("100");
        await page.Page.Locator("#before").NumberAsync(1);
    }

    [Fact]
    public async Task A_page_whose_server_was_started_anew_loads_itself_anew()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var first = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await first.CookieAsync(Roles.Supervisor); // So that the account exists when the second application starts.
        first.LetGo();
        await using var second = await AmiBlazorApp.StartAsync([.. Servers(asterisk.Server()), .. first.Kept]);
        await using var relay = new TcpRelay(first.Address);
        await using var page = await chromium.OpenAsync(first, relay.Address);
        await page.Page.EvaluateAsync("document.documentElement.id = 'before'").InTime();

        relay.Cut();
        await page.ReconnectDialog.BeSeenAsync();
        relay.Mend(second.Address);

        await page.Page.Locator("#before").BeGoneAsync();
        await page.Refresh.ClickAsync();
        await page.Row("1001").BeSeenAsync();
    }
}
