using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>A wall screen shows what is true, or says in large letters for how long nobody has said so; and it comes back by itself.</summary>
[Collection(Name)]
public sealed class WallInBrowserTests(Chromium chromium, ITestOutputHelper output)
{
    // The wall is told a shorter limit than its own of 10 s, so that a cut takes no longer than it must. Not by a page that the test answers itself: of such a
    // page Chromium does not know where it comes from, and refuses it every WebSocket to this machine, each later than the one before.
    private const string ShortLimit = """
        new MutationObserver((_, found) => {
          const veil = document.getElementById("wall-veil");
          if (!veil) return;
          found.disconnect();
          veil.dataset.limit = "2000";
        }).observe(document, { childList: true, subtree: true });
        """;

    private static readonly TimeSpan LongestStale = TimeSpan.FromSeconds(2 + 1.5);
    private static readonly TimeSpan LongestWrong = TimeSpan.FromSeconds(10);

    private static readonly string[] Cuts = ["network cut", "server killed", "PBX killed", "clock jumped"];
    private static readonly int[] Statuses = [0, 1, 8, 4];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_screen_is_right_again_within_ten_seconds_after_whatever_was_cut_and_never_shows_old_as_new()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Phone(0));
        FakeAmiSession? followed = null;
        answers.AfterLogin = session =>
        {
            followed = session;
            return Task.CompletedTask;
        };
        await using var toPbx = new TcpRelay(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pbx.Port}")));
        (string, string)[] server = AmiBlazorApp.Server(toPbx.Address.Port, live: true);

        // Holds the folder of the database, which the others use one after the other.
        await using var holder = await AmiBlazorApp.StartAsync();
        var cookie = await holder.ScreenAsync();
        holder.LetGo();
        var app = await AmiBlazorApp.StartAsync([.. server, .. holder.Kept]);
        try
        {
            await using var toApp = new TcpRelay(app.Address);
            await using var page = await OpenAsync(toApp.Address, cookie);
            await FreshAsync(page, "All 1 1 0 0");

            // How often the server, the PBX or the network is cut, or a clock jumps, and how long each kind took at most until the wall was right.
            var longest = new TimeSpan[Cuts.Length];
            for (var cut = 0; cut < LongRun.Of(4, 200); cut++)
            {
                var status = cut % 2 == 0 ? 8 : 0;
                var expected = status == 8 ? "All 1 0 0 1" : "All 1 1 0 0";
                switch (cut % 4)
                {
                    case 0:
                        toApp.Cut();
                        await StaleAsync(page);
                        await ChangeAsync(followed!, answers, status);
                        toApp.Mend(app.Address);
                        break;
                    case 1:
                        toApp.Cut();
                        await app.DisposeAsync();
                        await StaleAsync(page);
                        answers.Set(Phone(status));
                        app = await AmiBlazorApp.StartAsync([.. server, .. holder.Kept]);
                        toApp.Mend(app.Address);
                        break;
                    case 2:
                        toPbx.Cut();
                        Assert.InRange(await SayAsync(page, "All 1 0 0 0 0 0 0 0 1"), TimeSpan.Zero, LongestStale);
                        answers.Set(Phone(status));
                        toPbx.Mend(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pbx.Port}")));
                        break;
                    default:
                        await page.Page.EvaluateAsync("(() => { const now = Date.now; Date.now = () => now() + 3600000 * (Math.random() < 0.5 ? -1 : 1); })()").InTime();
                        await ChangeAsync(followed!, answers, status);
                        break;
                }

                var took = await FreshAsync(page, expected);
                if (took > longest[cut % 4]) longest[cut % 4] = took;
                Assert.True(took <= LongestWrong, $"Cut {cut + 1}, {Cuts[cut % 4]}: right again only after {took.TotalSeconds:0.0} s.");
            }

            for (var kind = 0; kind < Cuts.Length; kind++) output.WriteLine($"{Cuts[kind]}: right again within {longest[kind].TotalSeconds:0.0} s");

            await RevokeAsync(app);
            await page.Page.GetByText("This screen was revoked, or is not known any more.").BeSeenAsync();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_browser_is_paired_by_its_code_and_an_administrator_sees_when_it_last_drew()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var ada = new FormBrowser(app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);
        await using var screen = await chromium.OpenAsync();
        await screen.Page.GotoAsync(new Uri(app.Address, "/screen").ToString()).InTime();
        var code = await screen.Page.Locator("[data-pairing] code").InnerTextAsync().InTime();
        Assert.Equal([], await screen.BarriersAsync());

        await ada.FillAsync(
            "/screens/new", "pair-screen", ("Screen.Code", code), ("Screen.Name", "Lobby"), ("Screen.View", "./wall"), ("Form.WhichServers", "all"),
            ("Form.WhichDepartments", "all"));

        await screen.Page.Locator(".wall .counts").BeSeenAsync();
        await Polling.UntilAsync(async () => (await ada.OpenAsync("/screens")).Text.Contains("just now Revoke", StringComparison.Ordinal));
        await screen.Page.GotoAsync(new Uri(app.Address, "/calls").ToString()).InTime();
        await screen.Page.GetByText("This browser is paired as a wall screen.").BeSeenAsync();
    }

    [Fact]
    public async Task Its_letters_have_the_size_that_screen_and_distance_ask_for_and_everything_fits()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself([.. Enumerable.Range(0, 40).Select(number => new ExtensionState("from-internal", $"{1001 + number}", $"PJSIP/{1001 + number}", Statuses[number % 4]))]);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx.Port, live: true));
        await using var page = await chromium.OpenAsync(dark: false);
        await page.Page.SetViewportSizeAsync(1920, 1080).InTime();
        await SignInAsync(page, app);

        await page.Page.GotoAsync(new Uri(app.Address, "/wall?inches=55&distance=5").ToString()).InTime();
        await FreshAsync(page, "All 40 10");

        var size = await page.Page.Locator(".wall").EvaluateAsync<double>("wall => parseFloat(getComputedStyle(wall).fontSize)").InTime();
        Assert.Equal(65.5, size, 0.2);
        Assert.Equal("dark", await page.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme").InTime());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Equal(0, await page.Page.Locator(".wall").EvaluateAsync<int>("wall => wall.scrollHeight - wall.clientHeight").InTime());
        Assert.Equal([], await page.BarriersAsync());
        await page.Page.SetViewportSizeAsync(390, 844).InTime();
        Assert.Equal(0, await page.NarrowestOverflowAsync());
        Assert.Equal([], await page.BarriersAsync());
        Assert.Empty(page.Faults);
    }

    private static ExtensionState Phone(int status) => new("from-internal", "1001", "PJSIP/1001", status);

    private static async Task ChangeAsync(FakeAmiSession followed, FakeAmiAnswers answers, int status)
    {
        answers.Set(Phone(status));
        await followed.SendAsync(
            "Event: ExtensionStatus", "Privilege: call,all", "Exten: 1001", "Context: from-internal", "Hint: PJSIP/1001",
            string.Create(CultureInfo.InvariantCulture, $"Status: {status}"), status == 8 ? "StatusText: Ringing" : "StatusText: Idle");
    }

    /// <summary>Waits until the wall says how old it is, which must not take longer than its limit.</summary>
    private static async Task StaleAsync(BrowserPage page)
    {
        var since = Stopwatch.GetTimestamp();
        await page.BecomeTrueAsync("() => document.documentElement.hasAttribute('data-unproven') && !document.getElementById('wall-veil').hidden");
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, LongestStale);
        Assert.Matches("^[0-9]+ s$", await page.Page.Locator("#wall-veil .age").InnerTextAsync().InTime());
    }

    /// <summary>Waits until the wall shows this and says that it is proven.</summary>
    /// <returns>How long that took.</returns>
    private static async Task<TimeSpan> FreshAsync(BrowserPage page, string totals)
    {
        var since = Stopwatch.GetTimestamp();
        await SayAsync(page, totals);
        await page.BecomeTrueAsync("() => !document.documentElement.hasAttribute('data-unproven') && document.documentElement.dataset.circuit === 'live'");
        return Stopwatch.GetElapsedTime(since);
    }

    private static async Task<TimeSpan> SayAsync(BrowserPage page, string totals)
    {
        var since = Stopwatch.GetTimestamp();
        await page.BecomeTrueAsync(
            """
            totals => [...(document.querySelector(".wall .totals")?.children ?? [])].map(cell => cell.textContent).join(" ").replace(/\s+/g, " ").trim().startsWith(totals)
            """, totals);
        return Stopwatch.GetElapsedTime(since);
    }

    private static async Task RevokeAsync(AmiBlazorApp app)
    {
        await using (var context = await app.ContextAsync())
            await context.Screens.ExecuteUpdateAsync(rows => rows.SetProperty(screen => screen.RevokedAt, DateTimeOffset.UtcNow), Token);

        await app.Services.GetRequiredService<ScreenCache>().ReloadAsync(Token);
    }

    private static async Task SignInAsync(BrowserPage page, AmiBlazorApp app)
    {
        var cookie = await app.CookieAsync(Roles.Viewer);
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = app.Address.ToString(), HttpOnly = true }]);
    }

    private async Task<BrowserPage> OpenAsync(Uri address, System.Net.Cookie cookie)
    {
        var page = await chromium.OpenAsync();
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = address.ToString(), HttpOnly = true }]);
        await page.Page.AddInitScriptAsync(ShortLimit).InTime();
        await page.Page.GotoAsync(new Uri(address, "/wall").ToString()).InTime();
        return page;
    }
}
