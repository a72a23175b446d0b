using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
public sealed class LiveGridInBrowserTests(Chromium chromium)
{
    private const string Seconds = "() => { const [m, s] = document.querySelector('td.c-since').dataset.clock?.split(':') ?? []; return s === undefined ? -1 : 60 * m + +s; }";

    [Fact]
    public async Task A_call_is_counted_by_the_second_and_the_next_one_from_its_start()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        var began = DateTimeOffset.UtcNow.AddSeconds(-65);
        await app.FillAsync(began.AddSeconds(-1), TestData.Row("1001"));
        await app.FillAsync(began, TestData.Row("1001", 1));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.BecomeTrueAsync($"() => ({Seconds})() >= 65");
        var counted = await page.Page.EvaluateAsync<int>(Seconds).InTime();
        await page.BecomeTrueAsync($"before => ({Seconds})() > before", counted);
        Assert.InRange(counted, 65, 95);
        await page.BecomeTrueAsync("() => getComputedStyle(document.querySelector('td.c-since'), '::after').content.startsWith('\"1:')");

        await app.FillAsync(TestData.Row("1001", 16));
        await page.Row("1001").SayAsync("On hold");
        await page.BecomeTrueAsync($"() => ({Seconds})() < 60 && ({Seconds})() >= 0");
        await app.FillAsync(TestData.Row("1001"));
        await page.Row("1001").SayAsync("Online");

        await page.BecomeTrueAsync($"() => ({Seconds})() === -1");
        await page.Row("1001").Locator(".c-since").SayAsync("just now");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_tab_shows_how_many_extensions_ring()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        var icon = page.Page.Locator("link[rel~=icon]");
        var plain = await icon.GetAttributeAsync("href").InTime();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Extensions · AmiBlazor");

        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002", 9));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(2) Extensions · AmiBlazor");
        await page.BecomeTrueAsync("() => document.querySelector('link[rel~=icon]').href.startsWith('data:image/png')");
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Extensions · AmiBlazor");

        await page.BecomeTrueAsync("plain => document.querySelector('link[rel~=icon]').href.endsWith(plain)", plain);
        Assert.Equal("image/svg+xml", await icon.GetAttributeAsync("type").InTime());

        // The count belongs to the page's title; the next page has its own.
        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(1) Extensions · AmiBlazor");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Refreshes" }).ClickAsync().InTime();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Refreshes · AmiBlazor");
        await page.BecomeTrueAsync("plain => document.querySelector('link[rel~=icon]').href.endsWith(plain)", plain);
        await page.Page.GoBackAsync().InTime();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(1) Extensions · AmiBlazor");
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Extensions · AmiBlazor");

        // A favicon for an outdated count must be discarded.
        await page.Page.EvaluateAsync(
            """
            async plain => {
              const page = document.querySelector('[data-ringing]');
              page.dataset.ringing = 3;
              await Promise.resolve();
              page.dataset.ringing = 0;
              const later = new Image();
              later.src = plain;
              await later.decode();
            }
            """, plain).InTime();
        Assert.EndsWith(plain!, await page.Page.EvaluateAsync<string>("document.querySelector('link[rel~=icon]').href").InTime(), StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_changed_row_glows_but_not_for_who_wants_no_motion(bool isMotionReduced)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Row("1001").BeSeenAsync();
        if (isMotionReduced) await page.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }).InTime();

        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await page.Page.Locator("tr.glow-a").SayAsync("1001");

        var animation = await page.Page.EvaluateAsync<string>(
            "(() => { const glow = getComputedStyle(document.querySelector('tr.glow-a > .c-extension'), '::after'); return `${glow.animationName} ${glow.animationDuration}`; })()").InTime();
        Assert.Equal(isMotionReduced ? "glow-a 1e-05s" : "glow-a 2.5s", animation);
        Assert.Equal(0, await page.Page.Locator("tr.glow-a:has-text('1002')").CountAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Paper_has_every_row_opens_the_print_dialog_and_needs_no_circuit()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(600));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?q=105&sort=-extension"));
        await page.Page.Context.AddInitScriptAsync("window.print = () => { window.printed = true; }").InTime();

        var paper = await page.Page.Context.RunAndWaitForPageAsync(() => page.Page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync()).InTime();
        await paper.WaitForFunctionAsync("() => window.printed === true", null, new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        Assert.Equal(["10599", "10598"], (await paper.Locator("tbody tr td:first-child").AllInnerTextsAsync().InTime()).Take(2));
        await paper.Locator("tbody tr").NumberAsync(101);

        var sockets = 0;
        page.Page.WebSocket += (_, _) => sockets++;
        await page.Page.GotoAsync(new Uri(app.Address, "/print").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle }).InTime();
        await page.Page.Locator("tbody tr").NumberAsync(600);
        Assert.Equal(0, sockets);
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
    }
}
