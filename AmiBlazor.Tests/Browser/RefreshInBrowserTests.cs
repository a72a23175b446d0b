using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
[Needs(Need.Asterisk)]
public sealed class RefreshInBrowserTests(Chromium chromium)
{
    [Theory, InlineData(16), InlineData(22)]
    public async Task A_click_on_Refresh_shows_what_was_changed_on_the_PBX(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.GetByText("No extensions yet").BeSeenAsync();

        await page.Refresh.ClickAsync();
        await page.Row("1001").SayAsync("Online");
        await asterisk.SetStateAsync("Custom:1001", "INUSE");
        await page.Refresh.ClickAsync();

        await page.Row("1001").SayAsync("in-use");
        await page.Row("1001").SayAsync(RealAsteriskSettings.DefaultContext);
        await page.SeeResultAsync("3 extensions on real");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Stop_ends_a_refresh_that_hangs()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await asterisk.FreezeAsync();

        await page.Refresh.ClickAsync();
        await page.Progress.BeSeenAsync();
        await page.Stop.ClickAsync();

        await page.SeeResultAsync("The refresh of real was stopped");
        await page.Progress.BeGoneAsync();
        await page.Stop.BeGoneAsync();
        await Assertions.Expect(page.Refresh).ToBeFocusedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_the_words_of_the_PBX_and_can_be_put_away()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        var server = asterisk.Server();
        server.Secret = "not-this-one";
        await using var app = await AmiBlazorApp.StartAsync(Servers(server));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Refresh.ClickAsync();

        await page.Alert.SayAsync("Authentication failed");
        await page.Alert.SayAsync("real");
        Assert.DoesNotContain("not-this-one", await page.Page.ContentAsync(), StringComparison.Ordinal);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await page.Alert.BeGoneAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_PBX_that_is_down_is_told_and_the_rows_stay()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Refresh.ClickAsync();
        await page.Row("1001").BeSeenAsync();
        await asterisk.KillAsync();

        await page.Refresh.ClickAsync();

        await page.Alert.SayAsync("refused the connection");
        await page.Row("1001").BeSeenAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task What_one_browser_refreshes_another_sees()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var one = await chromium.OpenAsync(app, app.Address);
        await using var other = await chromium.OpenAsync(app, app.Address);

        await one.Refresh.ClickAsync();
        await other.Row("1001").BeSeenAsync();
        await asterisk.SetStateAsync("Custom:1001", "RINGING");
        await one.Refresh.ClickAsync();

        await one.Row("1001").SayAsync("Ringing");
        await other.Row("1001").SayAsync("Ringing");
        await other.SeeResultAsync("3 extensions on real");
        Assert.Empty(one.Faults);
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task Two_clicks_at_once_are_one_refresh_and_both_are_answered()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        await using var app = await AmiBlazorApp.StartAsync(Servers(asterisk.Server()));
        await using var one = await chromium.OpenAsync(app, app.Address);
        await using var other = await chromium.OpenAsync(app, app.Address);
        await asterisk.FreezeAsync();

        await one.Refresh.ClickAsync();
        await other.Page.Locator("main").SayAsync("started by");
        await other.Refresh.ClickAsync();
        await other.Page.Locator("main").SayAsync("you joined");
        await asterisk.ContinueAsync();

        await one.SeeResultAsync("3 extensions on real");
        await other.SeeResultAsync("3 extensions on real");
    }
}
