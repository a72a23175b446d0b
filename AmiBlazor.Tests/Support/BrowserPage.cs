using System.Collections.Concurrent;
using AmiBlazor.Components.Shared;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Secrets;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AmiBlazor.Tests.Support;

/// <summary>A page in a real browser, and its errors.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    /// <summary>
    /// Runs axe in the page and returns only the violations as text: the package's own call opens another page for each run and transfers the results of
    /// all elements, which takes ten times as long. A page has no title for a moment between prerendering and its circuit: if it has one a little later,
    /// axe looked in that moment, and looks again.
    /// </summary>
    private const string FindBarriers =
        """
        async () => {
            const run = () => axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
            let found = await run();
            for (let frames = 0; frames < 300 && found.violations.some(violation => violation.id === "document-title"); frames++) {
                await new Promise(requestAnimationFrame);
                if (document.title) found = await run();
            }

            return found.violations.filter(violation => violation.impact === "serious" || violation.impact === "critical")
                .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`));
        }
        """;

    private const string AwaitTransitions =
        """
        () => Promise.allSettled(document.getAnimations()
            .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished.then(() => null)))
            .then(() => null)
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly SecretSearch _search = new();

    public BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _faults.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Enqueue("exception: " + error);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _search.Bytes(SearchedPlace.Page, "what a circuit sent to its page", frame.Binary ?? []);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, violations of the content security policy among them.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ILocator Refresh => Page.GetByRole(AriaRole.Button, new() { Name = "Refresh", Exact = true });

    public ILocator Stop => Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true });

    public ILocator Progress => Page.GetByRole(AriaRole.Progressbar);

    public ILocator ViewMenu => Page.GetByRole(AriaRole.Button, new() { Name = "View", Exact = true });

    public ILocator Search => Page.GetByLabel("Search");

    public ILocator Alert => Page.Locator("main").GetByRole(AriaRole.Alert);

    public ILocator ReconnectDialog => Page.Locator("#reconnect");

    /// <summary>Opens an address and waits until the page is interactive.</summary>
    public async Task GoAsync(Uri address)
    {
        await Page.GotoAsync(address.ToString()).InTime();
        await BeInteractiveAsync();
    }

    /// <summary>Waits for the circuit: what is clicked before it is there is lost.</summary>
    public async Task BeInteractiveAsync()
    {
        // All roles can search; not all can refresh.
        await Assertions.Expect(Page.Locator("[data-search]")).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
    }

    public ILocator Row(string exten) => Page.GetByRole(AriaRole.Row)
        .Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = exten, Exact = true }) });

    /// <summary>The result is shown in a <c>status</c> element.</summary>
    public Task SeeResultAsync(string text) => Page.GetByRole(AriaRole.Status).GetByText(text).First.BeSeenAsync();

    /// <summary>The serious and critical violations found by axe.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        // Contrast is lower while an element fades in.
        await Page.EvaluateAsync(AwaitTransitions).InTime();

        // Injected once per document. There are no frames that would need it too.
        if (await Page.EvaluateAsync<bool>("() => typeof axe === 'undefined'").InTime())
            await Page.EvaluateAsync(Axe).InTime();
        return await Page.EvaluateAsync<string[]>(FindBarriers).InTime();
    }

    /// <summary>The number of pixels by which the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth").InTime();

    /// <summary>The number of pixels by which the page is wider than a window of 320, the narrowest to which it must reflow.</summary>
    public async Task<int> NarrowestOverflowAsync()
    {
        var size = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(320, size.Height).InTime();
        await Page.EvaluateAsync(AwaitTransitions).InTime();
        var overflow = await OverflowAsync();
        await Page.SetViewportSizeAsync(size.Width, size.Height).InTime();
        return overflow;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Page.IsClosed) _search.Text(SearchedPlace.Page, "the page", await Page.ContentAsync().InTime());
        await _context.CloseAsync();
        _search.AssertNothingFound();
    }
}
