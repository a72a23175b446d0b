using System.Net;
using System.Text.Json;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Below a sub-path of a host name that has other applications, behind a real nginx that passes the sub-path on or takes it away.</summary>
[Collection(Name)]
[Needs(Need.Nginx)]
public sealed class BelowSubPathTests(Chromium chromium)
{
    private const string SubPath = "/ami";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_link_form_and_the_live_grid_work(bool strips)
    {
        await using var app = await StartAsync();
        await using var nginx = await Nginx.StartAsync(app.Address, SubPath, strips);
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync();
        var strays = new List<string>();
        page.Page.Request += (_, request) =>
        {
            if (!new Uri(request.Url).AbsolutePath.StartsWith(SubPath + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                strays.Add(request.Url);
        };

        // The page that was asked for comes after signing in.
        await page.Page.GotoAsync($"{nginx.Address.GetLeftPart(UriPartial.Authority)}{SubPath}/runs?sort=when").InTime();
        await page.Page.GetByLabel("User name").FillAsync(AmiBlazorApp.Administrator);
        await page.Page.GetByLabel("Password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Refreshes", Exact = true }).BeSeenAsync();
        Assert.Equal(SubPath + "/runs?sort=when", new Uri(page.Page.Url).PathAndQuery);
        await page.Page.Locator("html[data-circuit=live]").BeSeenAsync();

        await LinkAsync(page, "Extensions");
        await page.BeInteractiveAsync();
        await app.FillAsync(TestData.Row("1001", 8));
        await page.Row("1001").SayAsync("Ringing");
        await page.Search.FillAsync("100");
        await page.AddressHoldAsync("q=100");
        await page.Row("1001").ClickAsync().InTime();
        await page.Page.GetByRole(AriaRole.Dialog).BeSeenAsync();
        Assert.StartsWith(SubPath + "/?", new Uri(page.Page.Url).PathAndQuery, StringComparison.Ordinal);
        foreach (var name in (string[])["Accounts", "API keys", "Audit log", "Refreshes"]) await LinkAsync(page, name);
        await page.Page.GotoAsync($"{nginx.Address.GetLeftPart(UriPartial.Authority)}{SubPath}/accounts/new").InTime();
        await page.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Accounts", Exact = true }).BeSeenAsync();

        var cookies = await page.Page.Context.CookiesAsync().InTime();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.StartsWith(SubPath, cookie.Path, StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie is { Name: "__Secure-AmiBlazor", Secure: true, HttpOnly: true, Path: SubPath });
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Signed in as") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Page.GetByLabel("User name").BeSeenAsync();
        Assert.Equal(SubPath + "/sign-in", new Uri(page.Page.Url).AbsolutePath);
        Assert.Empty(strays);
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scripts_redirects_and_refusals_stay_below_it(bool strips)
    {
        await using var app = await StartAsync();
        await using var nginx = await Nginx.StartAsync(app.Address, SubPath, strips);
        using var client = new HttpClient(nginx.From("127.0.0.5")) { BaseAddress = nginx.Address, Timeout = Timeouts.Default };
        client.DefaultRequestHeaders.Add("Accept", "text/html, application/json");

        using var entry = await client.GetAsync(SubPath + "/", Token);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + AmiBlazorApp.AdministratorKey);
        using var document = JsonDocument.Parse(await client.GetStringAsync(SubPath + "/openapi/v1.json", Token));
        using var list = await client.GetAsync(SubPath + "/api/extensions", Token);
        using var health = await client.GetAsync(SubPath + "/health/live", Token);

        Assert.Equal(SubPath + "/sign-in?back=%2F", entry.Headers.Location?.OriginalString);
        Assert.EndsWith(SubPath, document.RootElement.GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/'), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (list.StatusCode, health.StatusCode));
    }

    [Fact]
    public async Task The_sub_path_without_its_slash_leads_to_the_one_with_it_and_a_person_who_is_refused_gets_a_page_with_its_look()
    {
        await using var app = await StartAsync();
        using var browser = await app.BrowserAsync(Roles.Viewer);
        using var bare = await browser.GetAsync(SubPath + "?q=1", Token);
        using var request = app.Navigation(SubPath + "/accounts");
        using var refused = await browser.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.Found, SubPath + "/?q=1"), (bare.StatusCode, bare.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Token);
        Assert.Contains($"href=\"{SubPath}/app.css\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{SubPath}/\"", html, StringComparison.Ordinal);
    }

    private static Task<AmiBlazorApp> StartAsync() =>
        AmiBlazorApp.StartAsync([.. Servers(Nowhere), .. Nginx.Settings, ("ReverseProxy:PathBase", SubPath), ("AllowedHosts", Nginx.Name + ";127.0.0.1")]);

    private static async Task LinkAsync(BrowserPage page, string name)
    {
        await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }).BeSeenAsync();
    }
}
