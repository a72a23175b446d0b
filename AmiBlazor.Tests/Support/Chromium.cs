using System.Collections.Concurrent;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace AmiBlazor.Tests.Support;

/// <summary>One headless Chromium for all browser tests, started by the first; each page has its own profile. Tests may use it in parallel.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",

        // The name is not in DNS.
        $"--host-resolver-rules=MAP {Nginx.Name} 127.0.0.1",
    ];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly ConcurrentQueue<BrowserPage> _pages = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

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
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = address.GetLeftPart(UriPartial.Authority), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        await page.GoAsync(address);
        return page;
    }

    /// <summary>Opens an empty page of a browser without a signed-in user.</summary>
    /// <param name="dark">The dark theme.</param>
    /// <param name="phone">390×844 with a touch screen, or else 1400×900.</param>
    internal async Task<BrowserPage> OpenAsync(bool dark = false, bool phone = false)
    {
        var path = Requirements.Chromium();
        var browser = await BrowserAsync(path);
        var context = await browser.NewContextAsync(new()
        {
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1400, Height = 900 },
            HasTouch = phone,
            IsMobile = phone,

            // The certificates of tests are self-made.
            IgnoreHTTPSErrors = true,
        }).InTime();
        context.SetDefaultTimeout((float)Timeouts.Default.TotalMilliseconds);
        var page = new BrowserPage(context, await context.NewPageAsync().InTime());
        _pages.Enqueue(page);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages) await page.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync(string path)
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken).InTime();
        try
        {
            _playwright ??= await Playwright.CreateAsync().InTime();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags }).InTime();
        }
        finally
        {
            _starting.Release();
        }
    }
}
