using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_passkey_passes_a_lockout_and_stays_signed_in_only_if_wanted(bool stay)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "account/passkeys");
        await DeviceAsync(page);
        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);
        await page.Page.Locator("table").SayAsync("Office laptop");
        await page.Page.Context.ClearCookiesAsync().InTime();
        var stranger = new FormBrowser(app, "10.8.0.1");
        for (var wrong = 0; wrong < 5; wrong++) await stranger.SignInAsync("viewer", "a wrong password");
        Assert.StartsWith("Too many failed attempts.", (await stranger.SignInAsync("viewer")).Problem, StringComparison.Ordinal);

        await page.Page.GotoAsync(At(app, "sign-in?back=%2Fruns")).InTime();
        if (stay) await page.Page.GetByLabel("Stay signed in on this device").CheckAsync().InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/runs");

        var cookie = Assert.Single(await page.Page.Context.CookiesAsync().InTime(), cookie => cookie.Name == "AmiBlazor");
        Assert.Equal(stay, cookie.Expires > 0);
    }

    [Fact]
    public async Task An_administrator_confirms_by_passkey_and_nobody_by_that_of_another()
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await using var page = await OpenAsync(app, "account/passkeys", role: Roles.Administrator);
        await DeviceAsync(page);
        await AddAsync(page, "Office laptop", AmiBlazorApp.Password);
        await page.Page.Locator("table").SayAsync("Office laptop");
        clock.Advance(TimeSpan.FromMinutes(11));

        await page.Page.GotoAsync(At(app, "keys/new")).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/keys/new");
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "New API key" }).First.BeSeenAsync();

        // Another administrator, at whose browser the owner of the passkey stands.
        await page.Page.Context.ClearCookiesAsync().InTime();
        var boss = await app.CookieAsync(await app.AccountAsync("boss", Roles.Administrator));
        await app.PasskeyAsync("boss");
        await page.Page.Context.AddCookiesAsync([new() { Name = boss.Name, Value = boss.Value, Url = At(app, "") }]);
        clock.Advance(TimeSpan.FromMinutes(11));
        await page.Page.GotoAsync(At(app, "keys/new")).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Alert).SayAsync("This passkey was not verified or is not registered here.");
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

    private async Task<BrowserPage> OpenAsync(AmiBlazorApp app, string path, bool dark = false, bool phone = false, string role = Roles.Viewer)
    {
        var page = await chromium.OpenAsync(dark, phone);
        var cookie = await app.CookieAsync(role);
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
