using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Cards and squares in a real browser, and a page that is frozen.</summary>
[Collection(AxeTests.Name)]
public sealed class CardsInBrowserTests(Chromium chromium)
{
    private const string Focused = "exten => document.activeElement?.matches('.cards .line') && document.activeElement.innerText.includes(exten)";

    private static readonly int[] Codes = [0, 1, 2, 4, 8, 9, 16, -1];

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Cards_squares_and_what_is_frozen_have_no_barrier_and_fit_a_phone(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync([.. Enumerable.Range(0, 60).Select(number => TestData.Row($"{1000 + number}", Codes[number % 8]))]);
        await MoveAsync(app, "1000", "Sales", "Ada Lovelace");
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=cards"), dark, phone);
        await page.Page.Locator(".lines:not(.glance) .line").First.BeSeenAsync();

        var cards = await page.BarriersAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Squares", Exact = true }).ClickAsync();
        await page.Page.Locator(".small .lines:not(.glance) .line").First.BeSeenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Freeze", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Status).GetByText("Frozen since").BeSeenAsync();
        var frozen = await page.BarriersAsync();
        var overflow = await page.NarrowestOverflowAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show live", Exact = true }).ClickAsync();
        await page.Page.Locator("[data-frozen]").BeGoneAsync();
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'Freeze'");
        await page.PressAsync("?");
        await page.Page.GetByRole(AriaRole.Dialog).SayAsync("To the card above");
        var listed = await page.BarriersAsync();

        Assert.Equal("", string.Join("\n", (string[])[.. cards, .. frozen, .. listed]));
        Assert.True(overflow <= 0, $"{overflow} pixels too wide");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Of_3000_cards_each_is_reached_and_opened_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(3000));
        foreach (var exten in new[] { "10000", "10001", "10002", "10003", "10004", "10005", "10006" }) await MoveAsync(app, exten, "Sales");
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=squares"));
        await page.Page.Locator(".lines:not(.glance) .line").First.BeSeenAsync();
        var columns = await page.Page.EvaluateAsync<int>("+document.querySelector('[data-columns]').value").InTime();
        Assert.InRange(columns, 15, 40);

        // The line of a group ends before the next one: below its last card is the last card of a shorter line, or the one right below.
        await page.PressAsync("/", "ArrowDown");
        await page.BecomeTrueAsync(Focused, "10000");
        await page.PressAsync("ArrowRight", "ArrowRight", "ArrowLeft");
        await page.BecomeTrueAsync(Focused, "10001");
        await page.PressAsync("ArrowDown");
        await page.BecomeTrueAsync(Focused, "10008");
        await page.PressAsync("ArrowDown");
        await page.BecomeTrueAsync(Focused, $"{10008 + columns}");
        await page.PressAsync("ArrowUp", "ArrowUp");
        await page.BecomeTrueAsync(Focused, "10001");
        await page.PressAsync("End");
        await page.BecomeTrueAsync(Focused, "12999");
        await page.PressAsync("ArrowLeft", "ArrowUp");
        await page.BecomeTrueAsync(Focused, $"{12998 - columns}");
        await page.PressAsync("Home");
        await page.BecomeTrueAsync(Focused, "10000");
        await page.PressAsync("PageDown", "PageUp");
        await page.BecomeTrueAsync(Focused, "10000");
        await page.PressAsync("ArrowRight", "Enter");
        await page.AddressHoldAsync("open=main%2Ffrom-internal%2F10001");
        await page.AddressHoldAsync("look=squares");
        await page.BecomeTrueAsync("() => document.activeElement.closest('[data-drawer]') !== null");
        await page.PressAsync("Escape");
        await page.BecomeTrueAsync(Focused, "10001");

        // A narrower window has fewer columns, and all lines are as high as each other.
        await page.Page.SetViewportSizeAsync(700, 900).InTime();
        await page.BecomeTrueAsync("columns => +document.querySelector('[data-columns]').value < columns", columns);
        Assert.True(await page.Page.EvaluateAsync<bool>(
            "new Set([...document.querySelectorAll('.lines :is(.line, .group)')].map(one => one.offsetHeight + parseFloat(getComputedStyle(one).marginBottom))).size === 1").InTime());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Frozen_seconds_stand_still_and_keys_that_are_switched_off_are_written()
    {
        const string Clock = "document.querySelector('.cards .c-since').dataset.clock";
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(DateTimeOffset.UtcNow.AddSeconds(-66), TestData.Row("1001"));
        await app.FillAsync(DateTimeOffset.UtcNow.AddSeconds(-65), TestData.Row("1001", 1));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=cards"));
        await page.BecomeTrueAsync($"() => {Clock}?.startsWith('1:')");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Freeze", Exact = true }).ClickAsync();
        await page.Page.Locator("[data-frozen]").BeSeenAsync();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("⏸ Extensions · AmiBlazor");
        var held = await page.Page.EvaluateAsync<string>(Clock).InTime();
        await app.FillAsync(TestData.Row("1001", 8));

        // Two of the browser's seconds, by its own timers.
        await page.Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 2000))").InTime();
        Assert.Equal(held, await page.Page.EvaluateAsync<string>(Clock).InTime());
        await page.PressAsync("?");
        await page.BecomeTrueAsync("() => document.activeElement.closest('[role=dialog]') !== null");
        await page.PressAsync("Escape");
        await page.Page.GetByRole(AriaRole.Dialog).BeGoneAsync();
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'Freeze'");
        await page.PressAsync("Enter");
        await page.Page.Locator(".lines:not(.glance) .line").SayAsync("Ringing");

        await page.ViewMenu.ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Off", Exact = true }).ClickAsync();
        await page.BecomeTrueAsync("() => document.documentElement.dataset.shortcuts === 'off'");
        await page.PressAsync("Escape");
        await page.Page.GetByRole(AriaRole.Menu).BeGoneAsync();
        await page.PressAsync("?", "/");
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'View'");
        await page.Page.ReloadAsync().InTime();
        await page.BeInteractiveAsync();
        Assert.Equal("off", await page.Page.GetAttributeAsync("html", "data-shortcuts").InTime());
        await page.Page.GetByRole(AriaRole.Dialog).BeGoneAsync();
        Assert.Empty(page.Faults);
    }

    private static Task MoveAsync(AmiBlazorApp app, string exten, string department, string? name = null) =>
        app.Services.GetRequiredService<ExtensionStore>().RenameAsync(
            new ExtensionKey(TestData.Server, TestData.Context, exten), name, department, _ => true, TestContext.Current.CancellationToken);
}
