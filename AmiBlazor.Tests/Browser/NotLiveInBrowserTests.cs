using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>A page that has no circuit, or does not know whether it still has one, says so.</summary>
[Collection(Name)]
public sealed class NotLiveInBrowserTests(Chromium chromium)
{
    public static TheoryData<string, int, bool> Failures => LongRun.Of<TheoryData<string, int, bool>>(
        usual: new() { { "**/_blazor/negotiate?*", 502, true }, { "**/_blazor/initializers", 503, false }, { "**/blazor.web*.js", 404, true } },
        full: new()
        {
            { "**/_blazor/negotiate?*", 0, false },
            { "**/_blazor/negotiate?*", 502, true },
            { "**/_blazor/negotiate?*", 503, false },
            { "**/_blazor/initializers", 503, false },
            { "**/_blazor/initializers", 502, true },
            { "**/_blazor/initializers", 0, false },
            { "**/blazor.web*.js", 404, true },
            { "**/blazor.web*.js", 0, false },
        });

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_page_that_cannot_start_says_so_answers_nothing_and_starts_as_soon_as_it_can(string address, int status, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await OpenAsync(app, phone);
        await page.Page.RouteAsync(address, route => status == 0
            ? route.AbortAsync("connectionreset")
            : route.FulfillAsync(new() { Status = status, Body = "<html>proxy</html>", ContentType = "text/html" })).InTime();

        await page.Page.GotoAsync(app.Address.ToString()).InTime();
        await Failed(page).GetByText("This page is not live.").BeSeenAsync();
        await Failed(page).GetByText("Status as of ").BeSeenAsync();
        await Assertions.Expect(page.Search).ToBeDisabledAsync();
        await Assertions.Expect(page.Refresh).ToBeDisabledAsync();
        await Assertions.Expect(page.ViewMenu).ToBeDisabledAsync();
        await page.Page.GetByRole(AriaRole.Alert).GetByText("An error occurred on this page").BeHiddenAsync();
        await InOneLoadAsync(page, async () =>
        {
            await Failed(page).BeSeenAsync();
            Assert.Equal("0.55", await page.Refresh.EvaluateAsync<string>("button => getComputedStyle(button).opacity").InTime());
            Assert.Equal("dashed", await page.Row("1001").Locator(".chip").EvaluateAsync<string>("chip => getComputedStyle(chip).outlineStyle").InTime());
            Assert.Equal("", string.Join("\n", await page.BarriersAsync()));
            Assert.Equal(0, await page.OverflowAsync());
        });

        await page.Page.UnrouteAsync(address).InTime();
        await page.BeInteractiveAsync();
        await Failed(page).BeHiddenAsync();
        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await page.Row("1001").SayAsync("Ringing");
    }

    [Fact]
    public async Task What_a_page_that_is_not_live_says_of_ages_goes_on_and_of_its_PBX_is_not_that_it_is_live()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new AmiBlazor.Ami.ExtensionState("from-internal", "1001", "PJSIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx.Port, live: true));
        await using var page = await OpenAsync(app, phone: false);
        await page.GoAsync(app.Address);
        await page.Row("1001").SayAsync("just now");
        await page.Page.RouteAsync("**/_blazor/negotiate?*", route => route.AbortAsync()).InTime();
        await page.Page.Clock.InstallAsync().InTime();

        await page.Page.ReloadAsync().InTime();
        await Failed(page).BeSeenAsync();
        await page.Page.Clock.FastForwardAsync("07:00").InTime();

        await page.Row("1001").SayAsync("7 min");
        Assert.DoesNotContain("just now", await page.Page.Locator("main").InnerTextAsync().InTime(), StringComparison.Ordinal);
        var line = page.Page.Locator(".pbx .following");
        Assert.Equal("0px", await line.EvaluateAsync<string>("line => getComputedStyle(line).fontSize").InTime());
        Assert.Equal("\"not live on this page\"", await line.EvaluateAsync<string>("line => getComputedStyle(line, '::after').content").InTime());
    }

    [Fact]
    public async Task A_page_whose_start_takes_long_says_that_it_is_not_live_yet()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await OpenAsync(app, phone: false);
        var held = new TaskCompletionSource();
        await page.Page.RouteAsync("**/_blazor/negotiate?*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        }).InTime();

        await page.Page.GotoAsync(app.Address.ToString()).InTime();
        var notice = page.Page.GetByRole(AriaRole.Status).GetByText("This page is not live yet.");
        await notice.BeSeenAsync();
        Assert.Equal("", string.Join("\n", await page.BarriersAsync()));
        held.SetResult();

        await page.BeInteractiveAsync();
        await notice.BeHiddenAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_page_that_slept_shows_what_happened_meanwhile_before_it_is_live_again()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await OpenAsync(app, phone: false);
        await page.GoAsync(app.Address);

        // Whenever the page says that it is live, its picture of 1001 is noted.
        await page.Page.EvaluateAsync(
            """
            window.seen = [];
            new MutationObserver(() => window.seen.push([document.documentElement.dataset.circuit, document.querySelector("tr.line .chip").innerText.trim()]))
              .observe(document.documentElement, { attributeFilter: ["data-circuit"] });
            """).InTime();
        // A stopped debugger holds all timers and messages of the page, as a computer that is suspended does.
        var debugger = await page.Page.Context.NewCDPSessionAsync(page.Page).InTime();
        await debugger.SendAsync("Debugger.enable").InTime();
        await debugger.SendAsync("Debugger.pause").InTime();
        await app.FillAsync(TestData.Row("1001", 8));
        await Task.Delay(TimeSpan.FromSeconds(7), TimeProvider.System, TestContext.Current.CancellationToken);
        await debugger.SendAsync("Debugger.disable").InTime();

        await page.BecomeTrueAsync("() => window.seen.some(([state]) => state === 'asleep') && document.documentElement.dataset.circuit === 'live'");
        var seen = await page.Page.EvaluateAsync<string[][]>("window.seen").InTime();
        Assert.Equal("asleep", seen[0][0]);
        Assert.Equal(["live", "Ringing"], seen[^1]);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_page_without_a_circuit_lets_ages_grow()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await OpenAsync(app, phone: false, Roles.Administrator);
        await app.ChangeAsync(AmiBlazorApp.Administrator, account => account.LastSignInAt = DateTimeOffset.UtcNow);
        await page.Page.Clock.InstallAsync().InTime();

        await page.Page.GotoAsync(new Uri(app.Address, "/accounts").ToString()).InTime();
        var age = page.Page.GetByRole(AriaRole.Row).Locator("time", new() { HasText = "just now" }).First;
        await age.BeSeenAsync();
        await page.Page.Clock.FastForwardAsync("02:05:00").InTime();

        await page.Page.GetByText("2 h 05 min ago").First.BeSeenAsync();
        await page.Page.GetByText("just now").NumberAsync(0);
    }

    [Fact]
    public async Task An_age_within_a_sentence_grows_as_well()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using (var context = await app.ContextAsync())
        {
            var now = DateTimeOffset.UtcNow;
            context.ApiKeys.Add(new() { Name = "old", Hash = [1, 2, 3], Start = "amb_", Role = Roles.Viewer, CreatedBy = "ada", CreatedAt = now, RevokedAt = now });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var page = await OpenAsync(app, phone: false, Roles.Administrator);
        await page.Page.Clock.InstallAsync().InTime();
        await page.Page.GotoAsync(new Uri(app.Address, "/keys").ToString()).InTime();
        await page.Page.GetByText("Revoked just now").BeSeenAsync();
        await page.Page.Clock.FastForwardAsync("05:30").InTime();

        await page.Page.GetByText("Revoked 5 min ago").BeSeenAsync();
    }

    /// <summary>A page that cannot start loads itself anew now and then: what it did so in the middle of is looked at again.</summary>
    private static async Task InOneLoadAsync(BrowserPage page, Func<Task> look)
    {
        int loads = 0, seen = 0;
        page.Page.FrameNavigated += (_, _) => Interlocked.Increment(ref loads);
        while (true)
        {
            try
            {
                await look();
                return;
            }
            catch (PlaywrightException e) when (e.Message.Contains("because of a navigation", StringComparison.Ordinal))
            {
            }
            catch (Exception) when (Volatile.Read(ref loads) != seen)
            {
                seen = Volatile.Read(ref loads);
            }
        }
    }

    private static ILocator Failed(BrowserPage page) => page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "This page is not live." });

    private async Task<BrowserPage> OpenAsync(AmiBlazorApp app, bool phone, string role = Roles.Supervisor)
    {
        var page = await chromium.OpenAsync(phone: phone);
        var cookie = await app.CookieAsync(role);
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = app.Address.ToString(), HttpOnly = true }]);
        return page;
    }
}
