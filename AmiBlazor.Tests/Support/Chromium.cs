using System.Collections.Concurrent;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Testing.Browser;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace AmiBlazor.Tests.Support;

/// <summary>One headless Chromium for all browser tests, started by the first; each page has its own profile. Tests may use it in parallel.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The name is not in DNS.
    private const string Resolver = $"--host-resolver-rules=MAP {Nginx.Name} 127.0.0.1";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly ConcurrentQueue<BrowserPage> _pages = [];
    private HeadlessChromium? _chromium;

    /// <summary>Opens a page of a signed-in user. Skips or fails the running test if this machine has no Chromium.</summary>
    /// <param name="app">The application with the user's account.</param>
    /// <param name="address">The address to open.</param>
    /// <param name="dark">The dark theme.</param>
    /// <param name="phone">390×844 with a touch screen, or else 1400×900.</param>
    /// <param name="role">The user's role.</param>
    internal async Task<BrowserPage> OpenAsync(AmiBlazorApp app, Uri address, bool dark = false, bool phone = false, string role = Roles.Supervisor)
    {
        var page = await OpenAsync(dark, phone);
        var cookie = await app.CookieAsync(role);
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value,
            Url = address.GetLeftPart(UriPartial.Authority), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        await page.GoAsync(address);
        return page;
    }

    /// <summary>Opens an empty page of a browser without a signed-in user.</summary>
    /// <param name="dark">The dark theme.</param>
    /// <param name="phone">390×844 with a touch screen, or else 1400×900.</param>
    internal async Task<BrowserPage> OpenAsync(bool dark = false, bool phone = false)
    {
        Requirements.Chromium();
        var chromium = await StartedAsync();
        var context = await chromium.NewContextAsync(new()
        {
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : HeadlessChromium.Desktop,
            HasTouch = phone,
            IsMobile = phone,

            // The certificates of tests are self-made.
            IgnoreHTTPSErrors = true,
        });
        context.SetDefaultTimeout((float)Timeouts.Default.TotalMilliseconds);
        var page = new BrowserPage(context, await context.NewPageAsync().InTime());
        _pages.Enqueue(page);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages) await page.DisposeAsync();
        if (_chromium is not null) await _chromium.DisposeAsync();
        _starting.Dispose();
        Assert.True(Deadline.AllEnded, "Something that the tests started did not end in time; standard error says what.");
    }

    private async Task<HeadlessChromium> StartedAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken).InTime();
        try
        {
            return _chromium ??= await HeadlessChromium.StartAsync(Resolver);
        }
        finally
        {
            _starting.Release();
        }
    }
}
