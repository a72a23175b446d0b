using AmiBlazor.Testing.Processes;
using Microsoft.Playwright;

namespace AmiBlazor.Testing.Browser;

/// <summary>
/// The system's Chromium, headless: the shell where it is installed, which is the same browser without the windows around the page and needs half the
/// processor time; else the whole one. <c>AMIBLAZOR_CHROMIUM</c> names another one.
/// </summary>
internal sealed class HeadlessChromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private const string Shell = "/usr/bin/chromium-headless-shell";
    private const string Whole = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private HeadlessChromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The window of a desktop computer.</summary>
    public static ViewportSize Desktop => new() { Width = 1400, Height = 900 };

    private static string Program => Environment.GetEnvironmentVariable("AMIBLAZOR_CHROMIUM") switch
    {
        { Length: > 0 } named => named,
        _ => File.Exists(Shell) ? Shell : Whole,
    };

    /// <summary>Why it cannot be started on this machine; null if it can.</summary>
    public static string? Absence() =>
        File.Exists(Program) ? null : $"Chromium is not at {Program}: install it, or name it in AMIBLAZOR_CHROMIUM.";

    /// <summary>Starts it.</summary>
    /// <param name="flags">Further flags of its command line.</param>
    public static async Task<HeadlessChromium> StartAsync(params IEnumerable<string> flags)
    {
        var playwright = await Playwright.CreateAsync().InTime("The start of Playwright");
        try
        {
            var launching = playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = [.. Flags, .. flags] });
            return new HeadlessChromium(playwright, await launching.InTime("The start of Chromium"));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A new profile: its own cookies, and a cold cache.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        _browser.NewContextAsync(options).InTime("A new context of Chromium");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().AsTask().EndInTime("The end of Chromium");
        _playwright.Dispose();
    }
}
