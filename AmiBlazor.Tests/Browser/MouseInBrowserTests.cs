using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
public sealed class MouseInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task A_click_anywhere_on_a_row_opens_it_and_Back_closes_it()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", 1), TestData.Row("1002", 1), TestData.Row("1003"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?status=in-use"));
        var open = page.Page.Locator("tr[aria-current=true]");

        await page.Row("1001").Locator(".c-status").ClickAsync();
        await page.AddressHoldAsync("open=main%2Ffrom-internal%2F1001");
        await open.SayAsync("1001");
        await page.Row("1002").Locator(".c-extension a").ClickAsync(new() { Force = true });
        await page.AddressHoldAsync("1002");
        await open.SayAsync("1002");
        await page.AddressHoldAsync("status=in-use");
        Assert.Equal(["1001", "1002"], await page.ShownAsync());

        await page.Page.GoBackAsync().InTime();
        await open.SayAsync("1001");
        await page.Page.GoBackAsync().InTime();
        await open.BeGoneAsync();
        Assert.EndsWith("/?status=in-use", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Who_selects_text_opens_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", context: "a-context-to-be-copied"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        var text = (await page.Row("1001").Locator(".c-context bdi").BoundingBoxAsync().InTime())!;

        await page.Page.Mouse.MoveAsync(text.X + 2, text.Y + (text.Height / 2));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(text.X + text.Width - 2, text.Y + (text.Height / 2), new() { Steps = 5 });
        await page.Page.Mouse.UpAsync();

        await page.BecomeTrueAsync("() => 'a-context-to-be-copied'.includes(String(getSelection())) && String(getSelection()).length > 10");
        Assert.DoesNotContain("open=", page.Page.Url, StringComparison.Ordinal);
        await page.Row("1002").Locator(".c-status").ClickAsync();
        await page.AddressHoldAsync("open=main%2Ffrom-internal%2F1002");
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_click_that_asks_for_a_tab_of_its_own_gets_one(bool middle)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        var link = page.Row("1001").Locator(".c-extension a");

        var tab = await page.Page.Context.RunAndWaitForPageAsync(
            () => link.ClickAsync(middle ? new() { Button = MouseButton.Middle } : new() { Modifiers = [KeyboardModifier.Control] })).InTime();
        // A new tab is empty before it goes anywhere.
        await tab.WaitForURLAsync(url => url.Contains("open=main%2Ffrom-internal%2F1001", StringComparison.Ordinal)).InTime();
        await page.Row("1002").Locator(".c-status").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });

        Assert.DoesNotContain("open=", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_link_shows_a_colleague_the_same()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(
            [.. Enumerable.Range(0, 40).Select(number => TestData.Row($"{1000 + number}", number % 2, number % 3 == 0 ? "sales & co/?" : "support"))]);
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Choice("Context").SelectOptionAsync("sales & co/?");
        await page.Page.Locator(".tile.status-in-use").ClickAsync();
        await page.Header("Extension").ClickAsync();
        await page.Search.PressSequentiallyAsync("10");
        await page.AddressHoldAsync("q=10");
        var shown = await page.ShownAsync();
        await using var other = await chromium.OpenAsync(app, new Uri(page.Page.Url));

        Assert.Equal(["1039", "1033", "1027", "1021", "1015", "1009", "1003"], shown);
        await other.Lines().NumberAsync(shown.Count);
        Assert.Equal(shown, await other.ShownAsync());
        await other.Search.HoldAsync("10");
        await other.Choice("Context").HoldAsync("sales & co/?");
        Assert.Equal("true", await other.Page.Locator(".tile.status-in-use").GetAttributeAsync("aria-pressed").InTime());
        Assert.Equal("descending", await other.Page.Locator("th.c-extension").GetAttributeAsync("aria-sort").InTime());
        Assert.Empty(page.Faults);
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task What_the_choices_say_is_what_is_shown_after_Show_all_and_Back_too()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002", context: "sales"), TestData.Row("1003", context: "support"));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Choice("Context").SelectOptionAsync("sales");
        await page.Lines().NumberAsync(1);
        await page.BecomeTrueAsync("() => location.search.includes('sales')");
        await page.Search.FillAsync("nobody");
        await page.Page.GetByText("Show all").ClickAsync();
        await page.Lines().NumberAsync(3);
        await page.Choice("Context").HoldAsync("");
        await page.Search.HoldAsync("");

        // The address follows the filters with a short delay; Back must not go to the previous one.
        await page.BecomeTrueAsync("() => location.search === ''");
        await page.Page.EvaluateAsync("Blazor.navigateTo('/?context=support&q=1003')").InTime();
        await page.Lines().NumberAsync(1);
        await page.Choice("Context").HoldAsync("support");
        await page.Page.GoBackAsync().InTime();
        await page.Lines().NumberAsync(3);
        await page.Choice("Context").HoldAsync("");
        await page.Search.HoldAsync("");
        Assert.Empty(page.Faults);
    }
}
