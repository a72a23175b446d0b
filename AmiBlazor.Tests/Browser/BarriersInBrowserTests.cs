using AmiBlazor.Ami;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Runs axe on the states of the grid's page that need interaction.</summary>
[Collection(AxeTests.Name)]
public sealed class BarriersInBrowserTests(Chromium chromium)
{
    private static readonly int[] Codes = [0, 1, 2, 4, 8, 9, 16, -1];

    [Fact]
    public async Task What_would_keep_people_out_is_found()
    {
        await using var page = await chromium.OpenAsync();
        await page.Page.SetContentAsync(
            """
            <!doctype html><html lang="en"><head><title>Barriers</title></head><body><main><h1>Barriers</h1>
            <p style="color: #bbb; background: #fff">Hardly to be read</p><button></button><button style="width: 9px; height: 9px; padding: 0">a</button>
            <button style="width: 9px; height: 9px; padding: 0">b</button></main></body></html>
            """).InTime();

        var barriers = await page.BarriersAsync();

        Assert.Equal(["button-name", "color-contrast", "target-size"], barriers.Select(barrier => barrier.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_while_people_choose_and_refresh(bool dark, bool phone)
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options("held"), Nowhere));
        await app.FillAsync([.. Enumerable.Range(0, 30).Select(number => TestData.Row($"{1000 + number}", Codes[number % 8], number < 3 ? "sales" : "support"))]);
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?status=flying&sort=colour"), dark, phone);
        await page.Page.Locator("p.hint").First.BeSeenAsync();

        await page.ViewMenu.ClickAsync();
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Menuitemradio).First.BeSeenAsync();
        var choosing = await page.BarriersAsync();
        await page.PressAsync("Escape");
        await page.Refresh.ClickAsync();
        await HoldListBackAsync(pbx);
        await page.Alert.BeSeenAsync();
        await page.Page.Locator(".pbx.trouble").BeSeenAsync();
        await page.Progress.BeSeenAsync();
        var refreshing = await page.BarriersAsync();
        await page.Alert.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await page.Page.Locator(".tile.status-ringing").ClickAsync();
        await page.Choice("Context").SelectOptionAsync("support");
        await page.Lines().First.HoverAsync();
        var chosen = await page.BarriersAsync();
        await page.Stop.ClickAsync();
        await page.Progress.BeGoneAsync();
        var stopped = await page.BarriersAsync();
        await page.Page.GotoAsync(new Uri(app.Address, "/print?status=flying").ToString()).InTime();
        var paper = await page.BarriersAsync();

        Assert.Empty((string[])[.. choosing, .. refreshing, .. chosen, .. stopped, .. paper]);
        Assert.Empty(page.Faults);
    }

    private static async Task HoldListBackAsync(FakeAmiServer pbx)
    {
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, new ExtensionState("support", "1000", "", 0));
    }
}
