using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;

namespace AmiBlazor.Tests.Browser;

/// <summary>Passkeys on Chromium's virtual authenticator.</summary>
[Collection(AxeTests.Name)]
public sealed class PasskeyInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_name_and_password()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys");
        await DeviceAsync(page);

        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);
        await page.Page.Locator("table").SayAsync("Office laptop");
        await page.Page.Context.ClearCookiesAsync().InTime();
        await page.Page.GotoAsync(At(app, "sign-in?back=%2Fruns")).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/runs");

        await page.Page.Locator(".mud-appbar").SayAsync("viewer");
        Assert.Equal(
            ["passkey done Office laptop", "sign-in done "],
            (await app.AuditAsync()).Where(entry => entry.Who == "viewer").Select(entry => $"{entry.Action} {entry.Outcome} {entry.About}"));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_wrong_password_adds_none()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys");
        await DeviceAsync(page);

        await AddAsync(page, "Office laptop", "not the password");

        await page.Page.GetByRole(AriaRole.Alert).SayAsync("The password is wrong.");
        await page.Page.GotoAsync(At(app, "account/passkeys")).InTime();
        await page.Page.Locator("main").SayAsync("No passkeys yet.");
    }

    [Fact]
    public async Task A_passkey_that_was_removed_lets_nobody_in()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys");
        await DeviceAsync(page);
        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Remove passkey Office laptop" }).ClickAsync();
        await page.Page.GetByLabel("Your password").FillAsync(AmiBlazorApp.Password).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await page.Page.Locator("main").SayAsync("No passkeys yet.");
        await page.Page.Context.ClearCookiesAsync().InTime();
        await page.Page.GotoAsync(At(app, "sign-in")).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await page.Page.GetByRole(AriaRole.Alert).SayAsync("This passkey was not verified or is not registered here.");
    }

    [Fact]
    public async Task A_disabled_account_is_not_let_in_by_its_passkey()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys");
        await DeviceAsync(page);
        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);
        await page.Page.Locator("table").SayAsync("Office laptop");
        await app.ExecuteAsync($"UPDATE Accounts SET DisabledAt = 1 WHERE UserName = 'viewer'");
        await page.Page.Context.ClearCookiesAsync().InTime();

        await page.Page.GotoAsync(At(app, "sign-in")).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await page.Page.GetByRole(AriaRole.Alert).SayAsync("This account is disabled. Ask an administrator.");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Axe_finds_no_barrier(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys", dark, phone);
        await DeviceAsync(page);

        Assert.Empty(await page.BarriersAsync());
        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);
        await page.Page.Locator("table").SayAsync("Office laptop");
        Assert.Empty(await page.BarriersAsync());
        Assert.True(await page.OverflowAsync() <= 0);
        Assert.Empty(page.Faults);
    }

    /// <summary>By host name: a passkey belongs to a domain, and an IP address is none.</summary>
    private static string At(AmiBlazorApp app, string path) => $"http://localhost:{app.Address.Port}/{path}";

    private async Task<BrowserPage> OpenAsync(AmiBlazorApp app, string path, bool dark = false, bool phone = false)
    {
        var page = await chromium.OpenAsync(dark, phone);
        var cookie = await app.CookieAsync(Roles.Viewer);
        await page.Page.Context.AddCookiesAsync([
            new() { Name = cookie.Name, Value = cookie.Value, Url = At(app, ""), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        await page.Page.GotoAsync(At(app, path)).InTime();
        return page;
    }

    private static async Task DeviceAsync(BrowserPage page)
    {
        var tools = await page.Page.Context.NewCDPSessionAsync(page.Page).InTime();
        await tools.SendAsync("WebAuthn.enable").InTime();
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        }).InTime();
    }

    private static async Task AddAsync(BrowserPage page, string name, string password)
    {
        await page.Page.GetByLabel("Name").FillAsync(name).InTime();
        await page.Page.GetByLabel("Your password").FillAsync(password).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
    }
}
