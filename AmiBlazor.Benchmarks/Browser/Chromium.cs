using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Testing.Processes;
using Microsoft.Playwright;

namespace AmiBlazor.Benchmarks.Browser;

/// <summary>The system's Chromium, headless; <c>AMIBLAZOR_CHROMIUM</c> names another one.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    private static string File => Environment.GetEnvironmentVariable("AMIBLAZOR_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    /// <summary>Why it cannot be measured here; null if it can.</summary>
    public static string? Absence() => System.IO.File.Exists(File) ? null : $"no Chromium at {File}";

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync().InTime("The start of Playwright");
        try
        {
            return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = File, Args = Flags }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A new browser with a cold cache, already signed in.</summary>
    public async Task<MeasuredPage> NewPageAsync(MeasuredApp app)
    {
        var size = new ViewportSize { Width = 1400, Height = 900 };
        var context = await _browser.NewContextAsync(new() { ViewportSize = size }).InTime("A new context of Chromium");
        var cookies = (await app.CookiesAsync()).Select(cookie => cookie.Split('=', 2))
            .Select(cookie => new Cookie { Name = cookie[0], Value = cookie[1], Url = app.Address.ToString() });
        await context.AddCookiesAsync(cookies).InTime("The cookies of a new context");
        await context.AddInitScriptAsync(MeasuredPage.Script).InTime("The script of a new context");
        return new MeasuredPage(context, await context.NewPageAsync().InTime("A new page of Chromium"), app.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().AsTask().EndInTime("The end of Chromium");
        _playwright.Dispose();
    }
}
