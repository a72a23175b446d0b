using AmiBlazor.Auth.Authorization;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Runs axe on what opens or appears outside the grid: menus, lists, messages, and forms that were refused.</summary>
[Collection(AxeTests.Name)]
public sealed class StatesInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_menus_lists_and_passing_messages(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone, Roles.Administrator);

        await page.Page.Locator("[popovertarget=account-menu]").ClickAsync();
        await page.Page.Locator("#account-menu").BeSeenAsync();
        var menu = await page.BarriersAsync();
        await page.PressAsync("Escape");

        await page.Page.GotoAsync(new Uri(app.Address, "/runs").ToString()).InTime();
        await page.Page.GetByLabel("Outcome").ClickAsync();
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "Failed" }).BeSeenAsync();
        var list = await page.BarriersAsync();
        await page.PressAsync("Escape");

        // The PBX is nowhere: what the user asked for elsewhere fails while this page is open.
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RefreshService>()
            .RefreshAsync(TestData.Server, TestData.Asker(AmiBlazorApp.Administrator), TestContext.Current.CancellationToken).InTime();
        var message = page.Page.Locator("#mud-snackbar-container").GetByRole(AriaRole.Alert);
        await message.SayAsync("refused the connection");
        var said = await page.BarriersAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).FocusAsync();
        await page.PressAsync("Enter");
        await message.GetByRole(AriaRole.Button).BeGoneAsync();

        Assert.Empty((string[])[.. menu, .. list, .. said]);
        Assert.Equal(0, await page.NarrowestOverflowAsync());
        Assert.Empty(page.Faults);
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_forms_that_were_refused(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone, Roles.Administrator);
        await using var stranger = await chromium.OpenAsync(dark, phone);

        await stranger.Page.GotoAsync(new Uri(app.Address, "/sign-in").ToString()).InTime();
        await stranger.Page.GetByLabel("User name").FillAsync("ada");
        await stranger.Page.GetByLabel("Password").FillAsync("wrong");
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await stranger.Alert.SayAsync("User name or password is wrong.");
        var signIn = await stranger.BarriersAsync();

        await page.Page.GotoAsync(new Uri(app.Address, "/accounts/new").ToString()).InTime();
        await page.Page.GetByLabel("User name").FillAsync("berta");
        await page.Page.GetByLabel("Only these").First.CheckAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.Alert.SayAsync("Select at least one PBX");
        var account = await page.BarriersAsync();
        var overflow = await page.NarrowestOverflowAsync();

        await page.Page.GotoAsync(new Uri(app.Address, "/account").ToString()).InTime();
        await page.Page.GetByLabel("Current password").FillAsync("wrong");
        await page.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByLabel("Confirm new password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await page.Alert.SayAsync("The password is wrong.");
        var password = await page.BarriersAsync();

        Assert.Empty((string[])[.. signIn, .. account, .. password]);
        Assert.Equal(0, overflow);
        Assert.Empty(page.Faults);
        Assert.Empty(stranger.Faults);
    }
}
