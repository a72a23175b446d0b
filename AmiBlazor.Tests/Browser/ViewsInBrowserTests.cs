using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Favourites, fields in rows and saved views as a person uses them.</summary>
[Collection(AxeTests.Name)]
public sealed class ViewsInBrowserTests(Chromium chromium)
{
    private const string OnField = "label => document.activeElement.matches('.cell-field') && document.activeElement.getAttribute('aria-label') === label";

    [Fact]
    public async Task A_row_is_marked_and_edited_by_keyboard_alone()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(30));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?sort=-extension"));
        await ShowAllColumnsAsync(page);
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown", "ArrowDown");
        await page.FocusBeOnAsync("10028");

        await page.PressAsync("f");
        await page.BecomeTrueAsync("() => document.querySelector('tr.line .c-extension a').innerText === '10028'");
        await page.FocusBeOnAsync("10028");
        await page.PressAsync("F2");
        await page.BecomeTrueAsync(OnField, "Name");
        await page.Page.Keyboard.TypeAsync("Anna f/Weber");
        await page.PressAsync("Tab");
        await page.BecomeTrueAsync(OnField, "Department");
        await page.Page.Keyboard.TypeAsync("Sales");
        await page.PressAsync("Tab");
        await page.BecomeTrueAsync(OnField, "E-mail");
        await page.Page.Keyboard.TypeAsync("anna");
        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.querySelector('.cell-word.wrong')?.innerText === '“anna” is not an e-mail address.'");
        await page.BecomeTrueAsync(OnField, "E-mail");
        await page.Page.Keyboard.TypeAsync("@example.org");
        await page.PressAsync("Enter");

        await page.BecomeTrueAsync("() => !document.querySelector('.cell-field')");
        await page.FocusBeOnAsync("10028");
        await page.BecomeTrueAsync("() => document.querySelector('tr.line').innerText.includes('Anna f/Weber')");
        await page.PressAsync("F2");
        await page.BecomeTrueAsync(OnField, "Name");
        await page.Page.Keyboard.TypeAsync("Given up");
        await page.PressAsync("Escape");
        await page.BecomeTrueAsync("() => !document.querySelector('.cell-field')");
        await page.FocusBeOnAsync("10028");
        var row = app.Services.GetRequiredService<LiveBoard>().Rows(TestData.Server).Single(row => row.Key.Exten == "10028");
        Assert.Equal(new PersonDetails("Anna f/Weber", "Sales", null, "anna@example.org"), PersonDetails.Of(row));
        Assert.DoesNotContain("open=", page.Page.Url, StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_view_is_saved_by_keyboard_and_a_link_opens_it_again()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002", 8));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?status=ringing"));
        await page.Row("1002").BeSeenAsync();
        await MenuButton(page).FocusAsync();

        await page.PressAsync("Enter");
        await Dialog(page).BeSeenAsync();
        await Dialog(page).GetByLabel("Save what is shown as").FillAsync("Ringing");
        await page.PressAsync("Enter");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Ringing", Exact = true }).BeSeenAsync();
        await page.PressAsync("Escape");
        await Dialog(page).BeGoneAsync();
        await Assertions.Expect(MenuButton(page)).ToBeFocusedAsync();
        await page.GoAsync(new Uri(app.Address, "/?view=1"));
        await page.AddressHoldAsync("?status=ringing");

        Assert.Equal(["1002"], await page.ShownAsync());
        Assert.Empty(page.Faults);
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_stars_fields_and_the_list_of_views(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002", 8));
        await app.NameAsync("1001", "Anna Weber");
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?group=department&sort=name"), dark, phone);
        await page.Row("1001").BeSeenAsync();
        await page.Row("1001").EvaluateAsync("row => row.focus()").InTime();
        await page.PressAsync("f");
        await page.Page.GetByLabel("Favourites only").BeSeenAsync();
        await page.PressAsync("F2");
        await page.BecomeTrueAsync(OnField, "Name");
        await page.Page.Keyboard.TypeAsync(new string('x', 3));
        await app.NameAsync("1001", "Anna Berg");
        await page.Page.Locator(".cell-word").BeSeenAsync();
        var editing = await page.BarriersAsync();
        await page.PressAsync("Escape");
        await MenuButton(page).ClickAsync();
        var name = Dialog(page).GetByLabel("Save what is shown as");
        await name.FillAsync("Ringing");
        await name.PressAsync("Enter").InTime();
        await Dialog(page).GetByLabel("Change Ringing").ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Copy link" }).BeSeenAsync();
        var listed = await page.BarriersAsync();

        Assert.Empty((string[])[.. editing, .. listed]);
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
    }

    private static ILocator MenuButton(BrowserPage page) => page.Page.GetByRole(AriaRole.Button, new() { Name = "Views", Exact = true });

    private static ILocator Dialog(BrowserPage page) => page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Views" });

    private static async Task ShowAllColumnsAsync(BrowserPage page)
    {
        var address = new Uri(page.Page.Url);

        // A page that starts keeps its time zone in the same cookie.
        await page.Page.GotoAsync("about:blank").InTime();
        await page.Page.Context.AddCookiesAsync([new() { Name = "amiblazor-look", Value = Uri.EscapeDataString("show=department.email.note&hide=context.lastseen"),
            Url = address.GetLeftPart(UriPartial.Authority) }]);
        await page.GoAsync(address);
        await page.Page.Locator("td.c-email").First.BeSeenAsync();
    }
}
