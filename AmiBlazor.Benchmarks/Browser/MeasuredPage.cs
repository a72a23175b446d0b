using System.Diagnostics;
using System.Text.Json;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Testing.Browser;
using AmiBlazor.Testing.Processes;
using Microsoft.Playwright;

namespace AmiBlazor.Benchmarks.Browser;

/// <summary>A page that records by its own clock when something becomes visible.</summary>
internal sealed class MeasuredPage : IAsyncDisposable
{
    /// <summary>
    /// Runs before the page's own scripts. Content counts as painted in the task after its frame; a change counts when it is in the document.
    /// </summary>
    private const string Script = """
        (() => {
          const bench = window.bench = { changes: {} };
          const seen = found => new Promise(resolve => {
            const look = () => {
              if (!found()) return requestAnimationFrame(look);
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now());
              channel.port2.postMessage(0);
            };
            requestAnimationFrame(look);
          });
          const refresh = () => [...document.querySelectorAll("button")].find(button => button.textContent.trim() === "Refresh");
          const isRunning = () => document.querySelector("main [role=progressbar]") !== null;

          bench.rows = seen(() => document.querySelectorAll("tbody tr.line").length >= 10);
          bench.usable = seen(() => refresh() && !refresh().disabled && document.querySelectorAll("tbody tr.line").length >= 10);

          // From the moment of the click to the first frame that answers it.
          bench.answer = () => new Promise(resolve => {
            const before = document.querySelector("[role=status]")?.textContent;
            refresh().addEventListener("click", event => {
              seen(() => isRunning() || document.querySelector("[role=status]")?.textContent !== before).then(at => resolve(at - event.timeStamp));
            }, { once: true, capture: true });
          });
          bench.quiet = () => seen(() => !isRunning());

          // Each change of the benchmark has a unique second.
          bench.watch = () => new MutationObserver(() => {
            const now = performance.now();
            for (const row of document.querySelectorAll("tbody tr[data-since^='2000-01-01T']")) bench.changes[row.dataset.since] ??= now;
          }).observe(document.querySelector("tbody"), { subtree: true, childList: true, attributes: true, attributeFilter: ["data-since"] });
        })();
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly Uri _address;

    private MeasuredPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _page = page;
        _address = address;
    }

    /// <summary>A page of a new browser with a cold cache, already signed in.</summary>
    public static async Task<MeasuredPage> OpenAsync(HeadlessChromium chromium, MeasuredApp app)
    {
        var context = await chromium.NewContextAsync(new() { ViewportSize = HeadlessChromium.Desktop });
        var cookies = (await app.CookiesAsync()).Select(cookie => cookie.Split('=', 2))
            .Select(cookie => new Cookie { Name = cookie[0], Value = cookie[1], Url = app.Address.ToString() });
        await context.AddCookiesAsync(cookies).InTime("The cookies of a new context");
        await context.AddInitScriptAsync(Script).InTime("The script of a new context");
        return new MeasuredPage(context, await context.NewPageAsync().InTime("A new page of Chromium"), app.Address);
    }

    /// <summary>Opens the page.</summary>
    /// <returns>Milliseconds after the navigation began: when rows were painted, and when the page could be used.</returns>
    public async Task<(double Rows, double Usable)> LoadAsync()
    {
        await _page.GotoAsync(_address.ToString());
        return (
            await AskAsync<double>("() => bench.rows", "The way to the page's first rows"),
            await AskAsync<double>("() => bench.usable", "The way to a page that can be used"));
    }

    /// <summary>Clicks on Refresh and waits for the refresh to end.</summary>
    /// <returns>Milliseconds from the click to the frame that answers it.</returns>
    public async Task<double> RefreshAsync()
    {
        await AskAsync<object?>("() => { bench.answered = bench.answer(); }", "A script on the page");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Refresh", Exact = true }).ClickAsync();
        var answered = await AskAsync<double>("() => bench.answered", "The answer to a click on Refresh");
        await AskAsync<double>("() => bench.quiet()", "The refresh");
        return answered;
    }

    public Task WatchChangesAsync() => AskAsync<object?>("() => { bench.watch(); }", "A script on the page");

    /// <summary>The <see cref="Stopwatch"/> timestamp at which each change reached the document, by the time shown in its row.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ChangesAsync()
    {
        var offset = await OffsetAsync();
        var json = await AskAsync<string>("() => JSON.stringify(bench.changes)", "A script on the page");
        var changes = JsonSerializer.Deserialize<Dictionary<string, double>>(json)!;
        return changes.ToDictionary(
            change => change.Key, change => (long)((change.Value + offset) * Stopwatch.Frequency / 1000), StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync().EndInTime("The end of a page"));

    // Playwright has no timeout for scripts.
    private Task<T> AskAsync<T>(string script, string what) => _page.EvaluateAsync<T>(script).InTime(what);

    /// <summary>Milliseconds by which the stopwatch is ahead of the page's clock, from the fastest of several round trips.</summary>
    private async Task<double> OffsetAsync()
    {
        var (offset, quickest) = (0.0, double.MaxValue);
        for (var round = 0; round < 50; round++)
        {
            var asked = Stopwatch.GetTimestamp();
            var there = await AskAsync<double>("performance.now()", "A script on the page");
            var took = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            if (took >= quickest) continue;
            quickest = took;
            offset = (asked * 1000.0 / Stopwatch.Frequency) + (took / 2) - there;
        }

        return offset;
    }
}
