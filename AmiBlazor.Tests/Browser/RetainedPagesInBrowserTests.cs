using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>How many pages wait for their browser to come back, and for how long.</summary>
[Collection(Name)]
public sealed class RetainedPagesInBrowserTests(Chromium chromium)
{
    private const string Mark = "document.documentElement.id = 'before'";

    [Fact]
    public async Task As_many_pages_as_may_be_kept_come_back_as_they_were()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RetainedPages", "2"));
        await using var relay = new TcpRelay(app.Address);
        await using var one = await chromium.OpenAsync(app, relay.Address);
        await using var other = await chromium.OpenAsync(app, relay.Address);
        await one.Page.EvaluateAsync(Mark).InTime();
        await other.Page.EvaluateAsync(Mark).InTime();

        relay.Cut();
        await one.ReconnectDialog.BeSeenAsync();
        await other.ReconnectDialog.BeSeenAsync();
        relay.Mend(app.Address);

        await one.ReconnectDialog.BeHiddenAsync();
        await other.ReconnectDialog.BeHiddenAsync();
        await one.Page.Locator("#before").NumberAsync(1);
        await other.Page.Locator("#before").NumberAsync(1);
    }

    [Fact]
    public async Task A_page_past_those_that_may_be_kept_is_loaded_anew()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RetainedPages", "0"));
        await using var relay = new TcpRelay(app.Address);
        await using var page = await chromium.OpenAsync(app, relay.Address);
        await page.Page.EvaluateAsync(Mark).InTime();

        relay.Cut();
        await page.ReconnectDialog.BeSeenAsync();
        await NoneOpenAsync(app);
        relay.Mend(app.Address);

        await page.Page.Locator("#before").BeGoneAsync();
        await page.Refresh.BeSeenAsync();
    }

    [Fact]
    public async Task A_page_whose_browser_stays_away_too_long_is_given_up_and_loaded_anew()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RetainedTime", "00:00:01"));
        await using var relay = new TcpRelay(app.Address);
        await using var page = await chromium.OpenAsync(app, relay.Address);
        await page.Page.EvaluateAsync(Mark).InTime();

        relay.Cut();
        await page.ReconnectDialog.BeSeenAsync();
        await NoneOpenAsync(app);
        relay.Mend(app.Address);

        await page.Page.Locator("#before").BeGoneAsync();
        await page.Refresh.BeSeenAsync();
    }

    private static async Task NoneOpenAsync(AmiBlazorApp app)
    {
        var account = (await app.AccountAsync("supervisor", Roles.Supervisor)).Id;
        await Polling.UntilAsync(() => app.Services.GetRequiredService<CircuitRegistry>().CountOf(account) == 0);
    }
}
