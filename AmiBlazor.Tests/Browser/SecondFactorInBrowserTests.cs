using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>The second factor from turning it on to turning it off, with axe on every page on the way.</summary>
[Collection(AxeTests.Name)]
public sealed class SecondFactorInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Turned_on_it_is_asked_for_and_no_page_has_a_barrier(bool dark, bool phone)
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await using var page = await chromium.OpenAsync(dark, phone);
        List<string> barriers = [];
        List<int> overflows = [];
        await page.Page.GotoAsync(new Uri(app.Address, "/account").ToString()).InTime();
        await page.SignInAsync("a wrong password");
        await page.Alert.SayAsync("User name or password is wrong.");
        await LookAsync();
        await page.SignInAsync(AmiBlazorApp.Password);
        await page.Page.Locator(".facts").BeSeenAsync();
        await LookAsync();

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Turn on two-factor authentication" }).ClickAsync();
        var key = (await page.Page.Locator("code.key").TextContentAsync().InTime())!.Replace(" ", "", StringComparison.Ordinal);
        await page.Page.GetByLabel("Your password").FillAsync(AmiBlazorApp.Password).InTime();
        await page.TypeCodeAsync("000 000");
        await page.Alert.SayAsync("The code is wrong.");
        await LookAsync();

        var used = Code();
        await page.Page.GetByLabel("Your password").FillAsync(AmiBlazorApp.Password).InTime();
        await page.TypeCodeAsync(used);
        await page.Page.Locator(".codes li").NumberAsync(RecoveryCodes.Count);
        var codes = await page.Page.Locator(".codes code").AllTextContentsAsync().InTime();
        await LookAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "I have saved the codes" }).ClickAsync();
        await page.Page.GetByText("10 recovery codes left.").BeSeenAsync();
        await LookAsync();

        await SignInAgainAsync(page);
        await LookAsync();
        await page.TypeCodeAsync(used);
        await page.Alert.SayAsync("The code is wrong or was already used.");
        clock.Advance(Totp.Step);
        await page.TypeCodeAsync(Code());
        await page.Page.Locator(".facts").BeSeenAsync();

        await SignInAgainAsync(page);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await LookAsync();
        await page.TypeCodeAsync(codes[0].ToLowerInvariant());
        await page.Page.GetByText("9 recovery codes left.").BeSeenAsync();

        await SignInAgainAsync(page);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await page.TypeCodeAsync(codes[0]);
        await page.Alert.SayAsync("This is not one of your recovery codes, or it was already used.");
        await page.TypeCodeAsync(codes[1]);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Get new codes or turn off" }).ClickAsync();
        await page.Page.Locator("[name='Change.Password']").FillAsync(AmiBlazorApp.Password);
        await page.Page.Locator("[name='Change.Code']").FillAsync(codes[2]);
        await LookAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Status).SayAsync("Two-factor authentication is off.");
        await LookAsync();

        Assert.Empty(barriers);
        Assert.All(overflows, overflow => Assert.Equal(0, overflow));
        Assert.Empty(page.Faults);

        string Code() => Totp.Code(key, Totp.StepOf(clock.GetUtcNow()));

        async Task LookAsync()
        {
            barriers.AddRange(await page.BarriersAsync());
            overflows.Add(await page.OverflowAsync());
        }

        async Task SignInAgainAsync(BrowserPage browser)
        {
            await browser.Page.Context.ClearCookiesAsync().InTime();
            await browser.Page.GotoAsync(new Uri(app.Address, "/account").ToString()).InTime();
            await browser.SignInAsync(AmiBlazorApp.Password);
            await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Two-factor authentication" }).BeSeenAsync();
        }
    }
}
