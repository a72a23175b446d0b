using AmiBlazor.Auth.Setup;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>Signing in with a browser.</summary>
[Collection(Name)]
public sealed class SignInInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_administrator_comes_in_by_the_link_of_the_log()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Setup:Administrator:UserName", ""), ("Setup:Administrator:Password", ""));
        await using var stranger = await chromium.OpenAsync();
        await using var page = await chromium.OpenAsync();

        await stranger.Page.GotoAsync(app.Address.ToString()).InTime();
        await page.Page.GotoAsync(new Uri(app.Address, app.Services.GetRequiredService<InitialSetup>().Link).ToString()).InTime();
        await page.Page.GetByLabel("User name").FillAsync("grace");
        await page.Page.GetByLabel("Password", new() { Exact = false }).First.FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByLabel("Confirm password").FillAsync(AmiBlazorApp.Password);
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Page.WaitForURLAsync(app.Address.ToString());
        await page.Page.Locator(".mud-appbar").SayAsync("grace");
        await stranger.Page.Locator("body").SayAsync("AmiBlazor has no account yet. Open the link at the end of the startup log");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Who_is_wrong_five_times_reads_when_to_try_again()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, "/runs");

        for (var wrong = 1; wrong < 5; wrong++)
        {
            await page.SignInAsync("a wrong password");
            await page.Alert.SayAsync("User name or password is wrong.");
            await Assertions.Expect(page.Page.Locator("[name='Form.Password']")).ToBeFocusedAsync();
            await page.Page.EvaluateAsync("document.querySelector('[role=alert]').remove()").InTime();
        }

        await page.SignInAsync("a wrong password");
        await page.Alert.SayAsync("Too many failed attempts. Try again in 15 minutes.");
        await page.SignInAsync(AmiBlazorApp.Password);
        await page.Alert.SayAsync("Too many failed attempts.");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_session_survives_the_restart_of_the_program()
    {
        await using var first = await AmiBlazorApp.StartAsync();
        await using var relay = new TcpRelay(first.Address);
        await using var page = await chromium.OpenAsync();
        await page.Page.GotoAsync(new Uri(relay.Address, "/account").ToString()).InTime();
        await page.SignInAsync(AmiBlazorApp.Password);
        await page.Page.Locator(".facts").SayAsync(AmiBlazorApp.Administrator);

        first.LetGo();
        await using var second = await AmiBlazorApp.StartAsync(first.Kept);
        relay.Cut();
        relay.Mend(second.Address);
        await page.Page.ReloadAsync().InTime();

        await page.Page.Locator(".facts").SayAsync(AmiBlazorApp.Administrator);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_new_password_ends_the_session_of_another_browser()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var here = await OpenAsync(app, "/account");
        await using var there = await OpenAsync(app, "/account");
        await here.SignInAsync(AmiBlazorApp.Password);
        await there.SignInAsync(AmiBlazorApp.Password);
        await there.Page.Locator(".facts").BeSeenAsync();

        await here.Page.GetByLabel("Current password").FillAsync(AmiBlazorApp.Password);
        await here.Page.GetByLabel("New password", new() { Exact = false }).First.FillAsync("something entirely new");
        await here.Page.GetByLabel("Confirm new password").FillAsync("something entirely new");
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await here.Page.GetByRole(AriaRole.Status).SayAsync("Your password has been changed.");
        await there.Page.ReloadAsync().InTime();

        await there.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).BeSeenAsync();
        await here.Page.ReloadAsync().InTime();
        await here.Page.Locator(".facts").BeSeenAsync();
        Assert.Empty(here.Faults.Concat(there.Faults));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_sent_away_from_the_program(string back)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await chromium.OpenAsync();
        await page.Page.GotoAsync(new Uri(app.Address, "/sign-in?back=" + Uri.EscapeDataString(back)).ToString()).InTime();

        await page.SignInAsync(AmiBlazorApp.Password);

        await page.Page.WaitForURLAsync(app.Address.ToString());
        await page.Page.Locator(".mud-appbar").SayAsync(AmiBlazorApp.Administrator);
    }

    private async Task<BrowserPage> OpenAsync(AmiBlazorApp app, string path)
    {
        var page = await chromium.OpenAsync();
        await page.Page.GotoAsync(new Uri(app.Address, path).ToString()).InTime();
        return page;
    }
}
