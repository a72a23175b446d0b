using System.Globalization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>A choice under "View" takes effect at once, and in the prerendered HTML of the next page.</summary>
[Collection(Name)]
public sealed class DisplayPreferencesInBrowserTests(Chromium chromium)
{
    private const string Ground = "() => getComputedStyle(document.body).backgroundColor";

    [Fact]
    public async Task Colours_change_at_once_and_stay_without_a_flash()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address);
        var light = await page.Page.EvaluateAsync<string>(Ground).InTime();

        await ChooseAsync(page, "Dark");
        await page.BecomeTrueAsync($"light => ({Ground})() !== light", light);
        var dark = await page.Page.EvaluateAsync<string>(Ground).InTime();

        Assert.Contains("data-theme=\"dark\"", await FirstHtmlAsync(page), StringComparison.Ordinal);
        await page.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded }).InTime();
        Assert.Equal(dark, await page.Page.EvaluateAsync<string>(Ground).InTime());
        await page.BeInteractiveAsync();
        await ChooseAsync(page, "Light");
        await page.BecomeTrueAsync($"light => ({Ground})() === light", light);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Closer_rows_and_hidden_columns_are_there_again_after_a_reload()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(300));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Row("10000").BeSeenAsync();
        Assert.InRange(await HeightAsync(page), 39, 42);

        await ChooseAsync(page, "Compact");
        await page.BecomeTrueAsync("() => document.querySelector('tr.line').offsetHeight < 35");
        await page.PressAsync("Escape");
        await TickAsync(page, "Context");
        await page.Page.Locator(".c-context").BeGoneAsync();
        await TickAsync(page, "Last seen");
        await page.Page.Locator(".c-seen").BeGoneAsync();
        var html = await FirstHtmlAsync(page);
        await page.Page.ReloadAsync().InTime();

        Assert.Contains("data-density=\"compact\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("c-context", html, StringComparison.Ordinal);
        await page.Row("10000").BeSeenAsync();
        Assert.InRange(await HeightAsync(page), 29, 32);
        Assert.Equal(0, await page.Page.Locator(".c-context, .c-seen").CountAsync());

        // Virtualize uses the new height: the last row is at the end.
        await Assertions.Expect(page.Page.GetByLabel("Search")).ToBeEnabledAsync();
        await page.Page.EvaluateAsync("document.querySelector('[data-grid]').scrollTop = 1e9").InTime();
        await page.Row("10299").BeSeenAsync();
        await TickAsync(page, "Context");
        await page.Page.Locator("th.c-context").BeSeenAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Two_quick_clicks_move_a_column_twice()
    {
        const string ClickTwice = "button => { button.click(); button.click(); }";
        const string Heads = "heads => document.querySelector('[data-grid] thead').innerText.replace(/\\s+/g, ' ').trim() === heads";
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Columns and groups", Exact = true }).ClickAsync();

        await page.Page.GetByLabel("Move Status up").EvaluateAsync(ClickTwice).InTime();
        await page.BecomeTrueAsync(Heads, "Extension Status Name Context Since Last seen");

        // At the end the second click has nothing to move.
        await page.Page.GetByLabel("Move Status up").EvaluateAsync(ClickTwice).InTime();
        await page.BecomeTrueAsync(Heads, "Status Extension Name Context Since Last seen");
        await Assertions.Expect(page.Page.GetByLabel("Move Status down")).ToBeFocusedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task What_is_chosen_in_one_tab_does_not_undo_what_was_chosen_in_another()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.BecomeTrueAsync("() => document.cookie.includes('zone')");
        var other = await page.Page.Context.NewPageAsync().InTime();
        await other.GotoAsync(app.Address.ToString()).InTime();
        await Assertions.Expect(other.GetByLabel("Search")).ToBeEnabledAsync();

        await ChooseAsync(page, "Dark");
        await page.BecomeTrueAsync("() => document.cookie.includes('dark')");
        await other.GetByRole(AriaRole.Button, new() { Name = "View", Exact = true }).ClickAsync();
        await other.GetByRole(AriaRole.Menuitemradio, new() { Name = "Compact", Exact = true }).ClickAsync();
        await page.BecomeTrueAsync("() => document.cookie.includes('compact')");

        var html = await FirstHtmlAsync(page);
        Assert.Contains("data-theme=\"dark\"", html, StringComparison.Ordinal);
        Assert.Contains("data-density=\"compact\"", html, StringComparison.Ordinal);

        // What goes back to the default goes from the cookie, and nothing else does.
        await ChooseAsync(page, "System");
        await page.BecomeTrueAsync("() => !document.cookie.includes('dark') && document.cookie.includes('compact')");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Another_language_comes_with_the_page_and_stays()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", 2), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?status=busy"));
        var refresh = page.Page.GetByRole(AriaRole.Button, new() { Name = "Aktualisieren", Exact = true });

        await ChooseAsync(page, "Deutsch");

        await refresh.BeSeenAsync();
        Assert.Equal("de", await page.Page.GetAttributeAsync("html", "lang").InTime());
        Assert.EndsWith("/?status=busy", page.Page.Url, StringComparison.Ordinal);
        await page.Page.ReloadAsync().InTime();
        await refresh.BeSeenAsync();
        await Assertions.Expect(refresh).ToBeEnabledAsync();
        await page.Lines().First.SayAsync("Besetzt");

        // The circuit renders in the language of the prerendered page.
        await app.FillAsync(TestData.Row("1001", 2), TestData.Row("1002", 2));
        await page.Page.Locator(".shown").SayAsync("2 von 2 Nebenstellen");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Times_are_in_the_browsers_zone_from_the_second_page_on()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);

        // The previous page must not write its time zone after the cookie is deleted.
        await page.BecomeTrueAsync("() => document.cookie.includes('zone')");
        var tools = await page.Page.Context.NewCDPSessionAsync(page.Page).InTime();
        await tools.SendAsync("Emulation.setTimezoneOverride", new Dictionary<string, object>(StringComparer.Ordinal) { ["timezoneId"] = "Asia/Tokyo" }).InTime();
        await page.Page.Context.ClearCookiesAsync(new() { Name = "amiblazor-look" }).InTime();
        await page.GoAsync(app.Address);
        await page.BecomeTrueAsync("() => document.cookie.includes('Tokyo')");

        await page.Page.ReloadAsync().InTime();

        await page.BeInteractiveAsync();
        var row = page.Page.Locator("table:not(.glance) tr.line").First;
        var at = DateTimeOffset.Parse((await row.GetAttributeAsync("data-seen").InTime())!, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(9));
        await row.Locator(".c-seen").HoverAsync().InTime();
        await page.BecomeTrueAsync(
            "title => document.querySelector('table:not(.glance) td.c-seen').title === title",
            at.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.GetCultureInfo("en")));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_cookie_full_of_rubbish_shows_the_usual_page()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.Context.AddCookiesAsync(
            [new() { Name = "amiblazor-look", Value = "theme%3D%22%3E%3Cscript%3E%26zone%3D%2Fdev%2Fzero%26lang%3D..%26hide%3Dstatus.extension%26%25", Url = app.Address.ToString() }]).InTime();

        await page.GoAsync(app.Address);

        await page.Row("1001").SayAsync("Online");
        Assert.Equal("system", await page.Page.GetAttributeAsync("html", "data-theme").InTime());
        Assert.Empty(page.Faults);
    }

    /// <summary>Pages that the server alone draws have no other way to the zone.</summary>
    [Fact]
    public async Task The_zone_of_the_browser_is_known_before_anybody_signs_in()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync();
        var tools = await page.Page.Context.NewCDPSessionAsync(page.Page).InTime();
        await tools.SendAsync("Emulation.setTimezoneOverride", new Dictionary<string, object>(StringComparer.Ordinal) { ["timezoneId"] = "Asia/Tokyo" }).InTime();

        await page.Page.GotoAsync(app.Address.ToString()).InTime();

        await page.BecomeTrueAsync("() => document.cookie.includes('Tokyo')");
        Assert.Empty(page.Faults);
    }

    private static async Task ChooseAsync(BrowserPage page, string option)
    {
        var choice = page.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = option, Exact = true });
        if (!await choice.IsVisibleAsync()) await page.ViewMenu.ClickAsync();
        await choice.ClickAsync();
    }

    private static async Task TickAsync(BrowserPage page, string column)
    {
        var box = page.Page.GetByRole(AriaRole.Checkbox, new() { Name = column, Exact = true });
        if (!await box.IsVisibleAsync()) await page.Page.GetByRole(AriaRole.Button, new() { Name = "Columns and groups", Exact = true }).ClickAsync();
        await box.ClickAsync();
    }

    // As the browser gets it, before any script has run.
    private static async Task<string> FirstHtmlAsync(BrowserPage page)
    {
        await page.BecomeTrueAsync("() => document.cookie.includes('amiblazor-look')");
        var answer = await page.Page.APIRequest.GetAsync(page.Page.Url).InTime();
        return await answer.TextAsync().InTime();
    }

    private static Task<int> HeightAsync(BrowserPage page) => page.Page.EvaluateAsync<int>("document.querySelector('tr.line').offsetHeight").InTime();
}
