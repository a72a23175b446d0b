using AmiBlazor.Ami;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

[Collection(AxeTests.Name)]
public sealed class StatusStylesInBrowserTests(Chromium chromium)
{
    private static readonly AmiServerOptions Nowhere = new() { Name = TestData.Server, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_any_state(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);

        var empty = await page.BarriersAsync();
        await FillAsync(app, [.. Enumerable.Range(0, 60)
            .Select(number => TestData.Row($"{1000 + number}", (int[])[0, 1, 2, 4, 8, 9, 16, -1] is var codes ? codes[number % 8] : 0))]);
        await page.Row("1000").BeSeenAsync();
        await page.Refresh.ClickAsync();
        await page.Alert.BeSeenAsync();
        var full = await page.BarriersAsync();
        await page.Search.FillAsync("nobody");
        await page.Page.GetByText("No matches").BeSeenAsync();
        var none = await page.BarriersAsync();
        await page.Page.EvaluateAsync("document.getElementById('reconnect').classList.add('components-reconnect-show')").InTime();
        var lost = await page.BarriersAsync();
        var veil = await page.Page.EvaluateAsync<double>(
            "() => { const context = document.createElement('canvas').getContext('2d');"
            + " context.fillStyle = getComputedStyle(document.getElementById('reconnect')).backgroundColor; context.fillRect(0, 0, 1, 1);"
            + " return context.getImageData(0, 0, 1, 1).data[3] / 255; }").InTime();

        // What was last known stays readable behind the dialog.
        Assert.InRange(veil, 0.2, 0.8);
        Assert.Empty((string[])[.. empty, .. full, .. none, .. lost]);
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_values_run_nothing_and_burst_nothing(bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        const string Script = "<img src=x onerror='window.broken=1'><script>window.broken=1</script>";
        await FillAsync(
            app,
            TestData.Row(Script), TestData.Row("1001", hint: "\" onmouseover=\"window.broken=1"), TestData.Row("1002", context: new string('W', 10_000)),
            TestData.Row(new string('9', 10_000)), TestData.Row("\u202e1003\u0007"), TestData.Row("javascript:window.broken=1"));

        await using var page = await chromium.OpenAsync(app, app.Address, phone: phone);
        await page.Row(Script).BeSeenAsync();
        await page.Row("1001").HoverAsync();

        Assert.False(await page.Page.EvaluateAsync<bool>("'broken' in window").InTime());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Of_many_extensions_only_the_visible_ones_are_drawn_and_all_can_be_reached()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, TestData.Rows(5000));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Row("10000").BeSeenAsync();

        await page.Page.EvaluateAsync("document.querySelector('.grid-scroll').scrollTop = 1e9").InTime();

        await page.Row("14999").BeSeenAsync();
        Assert.InRange(await page.Page.Locator("tbody tr.line").CountAsync(), 10, 80);
        Assert.Equal("5001", await page.Page.GetByRole(AriaRole.Table).GetAttributeAsync("aria-rowcount"));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task What_is_typed_stays_in_the_box_and_goes_into_the_address()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, TestData.Rows(300));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Search.PressSequentiallyAsync("10123");

        await page.Row("10123").BeSeenAsync();
        await page.Page.Locator("tbody tr.line").NumberAsync(1);
        await page.Page.WaitForURLAsync("**/?q=10123");
        await page.Search.HoldAsync("10123");
        await page.Page.ReloadAsync().InTime();
        await page.Page.Locator("tbody tr.line").NumberAsync(1);
        await page.Search.HoldAsync("10123");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task No_page_of_another_site_may_frame_ours_and_no_inline_script_may_run()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        using var browser = await app.BrowserAsync();

        using var answer = await browser.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    private static Task FillAsync(AmiBlazorApp app, params SnapshotRow[] rows) => app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
        TestData.Snapshot(DateTimeOffset.UtcNow, rows), TestData.Run(), TestContext.Current.CancellationToken);
}
