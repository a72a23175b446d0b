using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Every page is accessible and does not violate its content security policy.</summary>
[Collection(AxeTests.Name)]
public sealed class EveryPageInBrowserTests(Chromium chromium)
{
    // The event has more detail than the console message, and is always raised.
    private const string TellViolations =
        "addEventListener('securitypolicyviolation', violation => console.error(`policy: ${violation.effectiveDirective} ${violation.blockedURI} ${violation.sample}`));";

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task An_administrator_finds_no_barrier_no_error_and_no_violation(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync([.. Enumerable.Range(0, 200).Select(number => TestData.Row($"{1000 + number}", number % 3 == 0 ? 8 : 0))]);
        await app.NameAsync("1000", "Ada Lovelace");
        await app.AccountAsync("viewer", Roles.Viewer);
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone, Roles.Administrator);
        await page.Page.Context.AddInitScriptAsync(TellViolations).InTime();

        Assert.Equal([], await FindingsAsync(app, page, Pages.Routes));
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Nor_does_who_is_not_signed_in(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(dark, phone);
        await page.Page.Context.AddInitScriptAsync(TellViolations).InTime();

        Assert.Equal([], await FindingsAsync(app, page, Pages.OpenRoutes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_does_the_first_of_all(bool dark)
    {
        await using var app = await AmiBlazorApp.StartAsync([.. Servers(Nowhere), ("Setup:Administrator:UserName", ""), ("Setup:Administrator:Password", "")]);
        await using var page = await chromium.OpenAsync(dark);
        await page.Page.Context.AddInitScriptAsync(TellViolations).InTime();
        var link = new Uri(app.Address, ((InitialSetup)app.Services.GetService(typeof(InitialSetup))!).Link);

        await page.Page.GotoAsync(link.ToString()).InTime();
        var barriers = await page.BarriersAsync();
        await page.Page.GetByLabel("User name").FillAsync("ada");
        await page.Page.GetByLabel("Password", new() { Exact = false }).First.FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByLabel("Confirm password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page.Refresh).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });

        Assert.Empty(barriers);
        Assert.Empty(page.Faults);
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(AmiBlazorApp app, BrowserPage page, IReadOnlyList<string> routes)
    {
        var findings = new List<string>();
        foreach (var route in routes)
        {
            var before = page.Faults.Count;
            var answer = await OpenAsync(page, await Pages.AddressAsync(app, route));
            await page.Page.Locator("h1").First.BeSeenAsync();
            if (answer.Status >= 500) findings.Add($"{route}: {answer.Status}");
            findings.AddRange((await page.BarriersAsync()).Select(barrier => $"{route}: {barrier}"));
            if (await page.NarrowestOverflowAsync() is > 0 and var pixels) findings.Add($"{route}: {pixels} pixels too wide for 320");
            findings.AddRange(page.Faults.Skip(before).Where(fault => !IsOfStatus(fault, answer.Status)).Select(fault => $"{route}: {fault}"));
        }

        return findings;
    }

    /// <summary>
    /// Opens the page and waits until the browser has applied the first drawing of its circuit, if it has one: only then has it done what its policy
    /// could forbid, and only then is it whole.
    /// </summary>
    private static async Task<IResponse> OpenAsync(BrowserPage page, Uri address)
    {
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Watch(object? sender, IWebSocket socket) => socket.FrameSent += (_, frame) =>
        {
            if (frame.Binary.AsSpan().IndexOf("OnRenderCompleted"u8) >= 0) drawn.TrySetResult();
        };

        page.Page.WebSocket += Watch;
        try
        {
            var answer = await page.Page.GotoAsync(address.ToString()).InTime();
            var hasCircuit = (await answer!.TextAsync().InTime()).Contains("<!--Blazor:{\"type\":\"server\"", StringComparison.Ordinal);
            if (hasCircuit) await drawn.Task.InTime();
            return answer;
        }
        finally
        {
            page.Page.WebSocket -= Watch;
        }
    }

    /// <summary>The browser's own console message for a 4xx status is not an error of the page.</summary>
    private static bool IsOfStatus(string fault, int status) =>
        status is >= 400 and < 500 && fault.Contains($"the server responded with a status of {status}", StringComparison.Ordinal);
}
