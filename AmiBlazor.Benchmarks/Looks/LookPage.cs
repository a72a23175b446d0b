using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Testing.Browser;
using AmiBlazor.Testing.Processes;
using Microsoft.Playwright;

namespace AmiBlazor.Benchmarks.Looks;

/// <summary>A page in Chromium that is used by hand: it records, by its own clock, when the answer to each act was painted.</summary>
internal sealed class LookPage : IAsyncDisposable
{
    /// <summary>
    /// Times run from the event's own time to the task after the frame with the answer. A frame's time is the pause since the last one: a page that is busy
    /// for longer than that answers nothing.
    /// </summary>
    private const string Script = """
        (() => {
          const bench = window.bench = { frames: [] };
          const painted = found => new Promise(resolve => {
            const look = () => {
              if (!found()) return requestAnimationFrame(look);
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now());
              channel.port2.postMessage(0);
            };
            look();
          });
          const shown = () => document.querySelector(".shown")?.innerText ?? "";
          const answers = {
            filtered: () => / of /.test(shown()),
            whole: () => shown() !== "" && !/ of /.test(shown()),
            opened: () => document.querySelector("[data-drawer]") !== null,
            closed: () => document.querySelector("[data-drawer]") === null,
            moved: () => document.activeElement !== bench.active,
          };

          // From the next event of this kind to the frame that shows its answer.
          bench.expect = (kind, answer) => {
            bench.active = document.activeElement;
            bench.answered = new Promise(resolve => addEventListener(
              kind, event => painted(answers[answer]).then(at => resolve(at - event.timeStamp)), { once: true, capture: true }));
          };
          bench.watchFrames = () => {
            let last = performance.now();
            const frame = () => { const now = performance.now(); bench.frames.push(now - last); last = now; requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
          };
          bench.ready = line => painted(() => {
            const search = document.querySelector("[data-search]");
            return document.querySelector("[data-wall]") !== null || (search !== null && !search.disabled && document.querySelectorAll(line).length >= 10);
          });
        })();
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly Look _look;
    private long _bytes;
    private int _frames;

    private LookPage(IBrowserContext context, IPage page, Look look)
    {
        _context = context;
        _page = page;
        _look = look;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            Interlocked.Add(ref _bytes, frame.Binary?.Length ?? frame.Text?.Length ?? 0);
            Interlocked.Increment(ref _frames);
        };
    }

    /// <summary>What the circuit has received so far: bytes before compression, and messages.</summary>
    public (long Bytes, int Messages) Received => (Interlocked.Read(ref _bytes), Volatile.Read(ref _frames));

    /// <summary>Opens the page, signed in, and waits until it can be used.</summary>
    public static async Task<LookPage> OpenAsync(HeadlessChromium chromium, MeasuredApp app, Look look)
    {
        var size = look.Line is null ? new ViewportSize { Width = 1920, Height = 1080 } : HeadlessChromium.Desktop;
        var context = await chromium.NewContextAsync(new() { ViewportSize = size });
        var cookies = (await app.CookiesAsync()).Select(cookie => cookie.Split('=', 2))
            .Select(cookie => new Cookie { Name = cookie[0], Value = cookie[1], Url = app.Address.ToString() });
        await context.AddCookiesAsync(cookies).InTime("The cookies of a new context");
        await context.AddInitScriptAsync(Script).InTime("The script of a new context");
        var opened = new LookPage(context, await context.NewPageAsync().InTime("A new page of Chromium"), look);
        await opened._page.GotoAsync(new Uri(app.Address, look.Page.Path).ToString());
        await opened._page.EvaluateAsync<double>("line => bench.ready(line)", look.Line ?? "*").InTime("A page that can be used");
        return opened;
    }

    /// <summary>Filters by a tile, and shows all again.</summary>
    /// <returns>Milliseconds to the answer to each click.</returns>
    public async Task<double[]> FilterAsync() =>
    [
        await AnswerAsync("click", "filtered", () => _page.Locator(".tile.status-in-use").ClickAsync()),
        await AnswerAsync("click", "whole", () => _page.Locator(".tile").First.ClickAsync()),
    ];

    /// <summary>Types a letter into the search, and takes it away.</summary>
    /// <returns>Milliseconds to the answer to each key.</returns>
    public async Task<double[]> SearchAsync()
    {
        await _page.Locator("[data-search]").FocusAsync();
        return
        [
            await AnswerAsync("input", "filtered", () => _page.Keyboard.PressAsync("7")),
            await AnswerAsync("input", "whole", () => _page.Keyboard.PressAsync("Backspace")),
        ];
    }

    /// <summary>Moves to the next extension by key.</summary>
    /// <returns>Milliseconds to the answer.</returns>
    public async Task<double[]> MoveAsync() => [await AnswerAsync("keydown", "moved", () => _page.Keyboard.PressAsync(_look.Key))];

    /// <summary>Opens an extension with a click, and closes it by key.</summary>
    /// <returns>Milliseconds to the answer to each.</returns>
    public async Task<double[]> OpenDetailsAsync() =>
    [
        await AnswerAsync("click", "opened", () => _page.Locator(_look.Line!).Nth(3).ClickAsync(new() { Position = new() { X = 12, Y = 6 } })),
        await AnswerAsync("keydown", "closed", () => _page.Keyboard.PressAsync("Escape")),
    ];

    /// <summary>Puts the focus on the extensions.</summary>
    public Task FocusAsync() => _page.Locator("[data-grid]").FocusAsync();

    public Task WatchFramesAsync() => AskAsync<object?>("() => { bench.frames = []; bench.watchFrames(); }", "A script on the page");

    /// <summary>The times between two frames, in milliseconds.</summary>
    public Task<double[]> FramesAsync() => AskAsync<double[]>("() => bench.frames", "A script on the page");

    /// <summary>Closes it as a person does: a page that is left tells its circuit, one whose browser is gone does not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _page.GotoAsync("about:blank").EndInTime("The way out of a page");
        await _context.CloseAsync().EndInTime("The end of a page");
    }

    private async Task<double> AnswerAsync(string kind, string answer, Func<Task> actAsync)
    {
        await AskAsync<object?>($"() => {{ bench.expect('{kind}', '{answer}'); }}", "A script on the page");
        await actAsync();
        return await AskAsync<double>("() => bench.answered", $"“{answer}” after a {kind} on the page as {_look.Name}");
    }

    // Playwright has no timeout for scripts.
    private Task<T> AskAsync<T>(string script, string what) => _page.EvaluateAsync<T>(script).InTime(what);
}
