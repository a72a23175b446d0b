using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>The navigation beside the page, and over it on a phone, with and without a circuit.</summary>
[Collection(Name)]
public sealed class NavigationInBrowserTests(Chromium chromium)
{
    private const string Width = "() => document.getElementById('navigation').getBoundingClientRect().width";

    [Fact]
    public async Task Narrowed_it_shows_icons_alone_and_stays_so_on_every_page()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, role: Roles.Administrator);
        Assert.InRange(await page.Page.EvaluateAsync<double>(Width).InTime(), 200, 260);

        await Toggle(page).ClickAsync();

        await page.BecomeTrueAsync($"() => ({Width})() < 80");
        await Assertions.Expect(Toggle(page)).ToHaveAttributeAsync("aria-expanded", "false");
        await Link(page, "API keys").ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "API keys", Exact = true }).BeSeenAsync();
        Assert.InRange(await page.Page.EvaluateAsync<double>(Width).InTime(), 40, 80);
        await Toggle(page).ClickAsync();
        await page.BecomeTrueAsync($"() => ({Width})() > 200");
        await page.GoAsync(app.Address);
        Assert.InRange(await page.Page.EvaluateAsync<double>(Width).InTime(), 200, 260);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task On_a_phone_it_opens_over_the_page_and_gives_the_keyboard_back()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.SetViewportSizeAsync(390, 844);
        await Link(page, "Refreshes").BeGoneAsync();

        await Toggle(page).ClickAsync();

        await Assertions.Expect(Link(page, "Extensions")).ToBeFocusedAsync();
        Assert.Empty(await page.BarriersAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        await Link(page, "Refreshes").BeGoneAsync();
        await Assertions.Expect(Toggle(page)).ToBeFocusedAsync();
        await Toggle(page).ClickAsync();
        await Link(page, "Refreshes").ClickAsync();
        await page.Page.WaitForURLAsync("**/runs").InTime();
        await Link(page, "Extensions").BeGoneAsync();
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_viewer_is_not_led_to_pages_of_administrators()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, role: Roles.Viewer);

        Assert.Equal(["Extensions", "Calls", "Queues", "Refreshes", "Wall", "Help"], await page.Page.Locator("#navigation a").AllInnerTextsAsync().InTime());
    }

    [Fact]
    public async Task The_first_key_leads_to_the_content()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await page.BecomeTrueAsync("() => document.activeElement.id === 'main'");
    }

    private static ILocator Toggle(BrowserPage page) => page.Page.GetByRole(AriaRole.Button, new() { Name = "Navigation", Exact = true });

    private static ILocator Link(BrowserPage page, string name) =>
        page.Page.Locator("#navigation").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
