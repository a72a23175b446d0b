using AmiBlazor.Ami;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>A PBX that goes down and comes back while a page is open.</summary>
[Collection(Name)]
public sealed class DoubtInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_page_says_that_states_may_be_old_for_as_long_as_they_may_be(bool dark, bool phone)
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("from-internal", "1001", "PJSIP/1001", 0), new ExtensionState("from-internal", "1002", "PJSIP/1002", 1));
        await using var cable = new TcpRelay(new UriBuilder("tcp", "127.0.0.1", pbx.Port).Uri);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(cable.Address.Port, live: true));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);
        var line = page.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^main ") });
        await line.SayAsync("live since");
        await page.Row("1001").SayAsync("Online");
        await Doubtful(page).NumberAsync(0);
        var calm = await page.BarriersAsync();

        cable.Cut();
        await page.SeeResultAsync("main has not been live since");
        await line.SayAsync("status may be outdated");
        await Doubtful(page).NumberAsync(2);
        Assert.Equal("dashed", await page.Row("1001").Locator(".chip").EvaluateAsync<string>("chip => getComputedStyle(chip).outlineStyle").InTime());
        var inDoubt = await page.BarriersAsync();
        Assert.Equal(0, await page.OverflowAsync());

        await line.ClickAsync().InTime();
        await Panel(page).SayAsync("Reconnecting");
        await Panel(page).SayAsync("Ongoing.");
        var open = await page.BarriersAsync();
        Assert.Equal(0, await page.OverflowAsync());

        answers.Set(new ExtensionState("from-internal", "1001", "PJSIP/1001", 8));
        cable.Mend(new UriBuilder("tcp", "127.0.0.1", pbx.Port).Uri);
        await Panel(page).SayAsync("Changes appear immediately.");
        await Panel(page).SayAsync("1 extension changed during the gap.");
        await page.Page.Keyboard.PressAsync("Escape");
        await Panel(page).BeGoneAsync();
        await Assertions.Expect(line).ToBeFocusedAsync();
        await page.Row("1001").SayAsync("Ringing");
        await line.SayAsync("live since");
        await Doubtful(page).NumberAsync(0);
        await page.Page.Locator(".notice").NumberAsync(0);

        Assert.Equal("", string.Join("\n", (string[])[.. calm, .. inDoubt, .. open]));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_drawers_take_turns()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?q=100"));
        await page.Row("1001").ClickAsync().InTime();
        await page.AddressHoldAsync("open=");

        await page.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^main ") }).ClickAsync().InTime();
        await page.AddressHoldAsync("pbx-panel=main");
        Assert.DoesNotContain("open=", page.Page.Url, StringComparison.Ordinal);
        Assert.Contains("q=100", page.Page.Url, StringComparison.Ordinal);
        await page.Row("1001").ClickAsync().InTime();
        await page.AddressHoldAsync("open=");

        Assert.DoesNotContain("pbx-panel=", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GetByRole(AriaRole.Dialog).NumberAsync(1);
        Assert.Empty(page.Faults);
    }

    private static ILocator Doubtful(BrowserPage page) => page.Page.Locator("tr.line[data-doubt]");

    private static ILocator Panel(BrowserPage page) => page.Page.GetByRole(AriaRole.Dialog);
}
