using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AmiBlazor.Tests.Browser;

/// <summary>Common steps of the grid's tests.</summary>
internal static class GridInBrowser
{
    /// <summary>A PBX at a port where nobody listens, so that the rows are those of the test.</summary>
    public static readonly AmiServerOptions Nowhere = new() { Name = TestData.Server, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    /// <summary>Saves rows as a refresh would, as of now.</summary>
    public static Task FillAsync(this AmiBlazorApp app, params SnapshotRow[] rows) => app.FillAsync(DateTimeOffset.UtcNow, rows);

    public static Task FillAsync(this AmiBlazorApp app, DateTimeOffset at, params SnapshotRow[] rows) =>
        app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
        TestData.Snapshot(at, rows), TestData.Run(endedAt: at), TestContext.Current.CancellationToken);

    /// <summary>Gives an extension a name, as a person would.</summary>
    public static async Task NameAsync(this AmiBlazorApp app, string exten, string name)
    {
        await using (var context = await app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var extension = await context.Extensions.SingleAsync(extension => extension.Exten == exten, TestContext.Current.CancellationToken);
            extension.Name = name;
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await app.Services.GetRequiredService<BoardLoader>().ReloadAsync(TestData.Server, TestContext.Current.CancellationToken);
    }

    public static ILocator Lines(this BrowserPage page) => page.Page.Locator("[data-grid] tr.line:visible");

    public static ILocator Header(this BrowserPage page, string title) =>
        page.Page.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public static ILocator Choice(this BrowserPage page, string label) => page.Page.Locator($".find select[aria-label='{label}']");

    /// <summary>The grid's rows as a person sees them: number and status.</summary>
    public static async Task<IReadOnlyList<string>> ShownAsync(this BrowserPage page) => await page.Lines().Locator(".c-extension a").AllInnerTextsAsync().InTime();

    public static Task PressAsync(this BrowserPage page, params string[] keys) => page.PressAllAsync(keys).InTime();

    /// <summary>Waits until the keyboard is on this extension's row, and the row is visible.</summary>
    public static async Task FocusBeOnAsync(this BrowserPage page, string exten)
    {
        const string Focused =
            """
            () => {
              const row = document.activeElement?.closest?.("[data-grid] tr.line");
              if (!row) return "no row, but " + document.activeElement?.outerHTML.slice(0, 100);
              const [box, frame] = [row.getBoundingClientRect(), row.closest("[data-grid]").getBoundingClientRect()];
              const seen = box.top >= frame.top + row.closest("table").tHead.offsetHeight - 1 && box.bottom <= frame.bottom + 1;
              return row.querySelector(".c-extension a").innerText.trim() + (seen ? "" : " out of scope");
            }
            """;
        try
        {
            await page.BecomeTrueAsync($"exten => ({Focused})() === exten", exten);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The keyboard should be on {exten}; it is on {await page.Page.EvaluateAsync<string>(Focused).InTime()}.");
        }
    }

    /// <summary>Waits until a JavaScript function returns true.</summary>
    public static async Task BecomeTrueAsync(this BrowserPage page, string function, object? argument = null)
    {
        try
        {
            await page.Page.WaitForFunctionAsync(function, argument, new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"It did not become true: {function}", late);
        }
    }

    /// <summary>Waits until the address contains this.</summary>
    public static Task AddressHoldAsync(this BrowserPage page, string part) => page.BecomeTrueAsync("part => location.search.includes(part)", part);

    private static async Task PressAllAsync(this BrowserPage page, string[] keys)
    {
        foreach (var key in keys) await page.Page.Keyboard.PressAsync(key);
    }
}
