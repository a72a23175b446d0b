using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>What goes with the keyboard on it leaves the keyboard on something that is still there.</summary>
[Collection(Name)]
public sealed class ClosingInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task Escape_closes_the_dialog_of_the_department_and_the_keyboard_is_on_its_button()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Select extensions" }).ClickAsync();
        await page.Page.GetByLabel("Select 1001").ClickAsync();
        var set = page.Page.GetByRole(AriaRole.Button, new() { Name = "Set department" });
        await set.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".mud-dialog input")).ToBeFocusedAsync();

        await page.PressAsync("S", "Escape");

        await page.Page.GetByRole(AriaRole.Dialog).BeGoneAsync();
        await Assertions.Expect(set).ToBeFocusedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_button_that_shows_all_rows_again_gives_the_keyboard_to_them()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?q=nobody"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).FocusAsync();

        await page.PressAsync("Enter");

        await page.Row("1001").BeSeenAsync();
        await Assertions.Expect(page.Page.Locator("[data-grid]")).ToBeFocusedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_drawer_that_closes_while_no_row_is_shown_gives_it_to_the_page()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Row("1001").ClickAsync();
        await page.Page.Locator("[data-drawer]").BeSeenAsync();
        await page.Page.GetByLabel("Search").FillAsync("nobody");
        await page.Page.GetByText("No matches").BeSeenAsync();

        await page.Page.Locator("[data-drawer]").FocusAsync();
        await page.PressAsync("Escape");

        await page.Page.Locator("[data-drawer]").BeGoneAsync();
        await page.BecomeTrueAsync("() => document.activeElement.id === 'main'");
        Assert.Empty(page.Faults);
    }
}
