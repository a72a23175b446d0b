using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

[Collection(AxeTests.Name)]
public sealed class RunsInBrowserTests(Chromium chromium)
{
    private static readonly AmiServerOptions Nowhere = new() { Name = TestData.Server, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    [Fact]
    public async Task Refreshes_are_followed_opened_chosen_compared_and_left_again()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(State("1001", 0), State("1002", 0));
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options()));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Refresh.ClickAsync();
        await page.SeeResultAsync("2 extensions on main");
        answers.Set(State("1001", 8));
        await page.Refresh.ClickAsync();
        await page.SeeResultAsync("1 changed");

        // From the live grid, within the same circuit.
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Refreshes" }).ClickAsync();
        await Lines(page).NumberAsync(2);
        await page.Page.Locator(".runs a.open").First.ClickAsync();
        await page.Page.Locator(".drawer").SayAsync("1 changed");
        await page.Page.Locator(".drawer .changes").SayAsync("Ringing");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.Page.Locator(".drawer").BeGoneAsync();

        // Both before the browser has answered to the first.
        await Boxes(page).EvaluateAllAsync<object?>("boxes => boxes.slice(0, 2).forEach(box => box.click())").InTime();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Compare", Exact = true }).ClickAsync();
        await page.Page.Locator(".verdict").SayAsync("1 extension of main had a different status");
        await page.Page.Locator(".changes tbody tr").NumberAsync(1);

        await page.Page.GoBackAsync().InTime();
        await Lines(page).NumberAsync(2);
        await Assertions.Expect(Boxes(page).Nth(1)).ToBeCheckedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_refresh_that_somebody_asks_for_elsewhere_comes_by_itself()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options()));
        await FillAsync(app, TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await GoAsync(page, app, "runs");
        using var script = app.Client(AmiBlazorApp.SupervisorKey);

        var refreshing = script.PostAsync(new Uri("/api/extensions/hybrid-refresh", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var session = await pbx.AcceptAsync();
        await Lines(page).First.SayAsync("Running");
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendListAsync(list.ActionId, [State("1001", 8)]);
        using var answer = await refreshing.InTime();

        await Lines(page).First.SayAsync("Completed");
        await Lines(page).First.SayAsync("script");
        await page.Page.Locator(".runs a.file").NumberAsync(1);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_keyboard_reaches_everything()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, TestData.Row("1001"));
        await FillAsync(app, TestData.Row("1001", 8));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await GoAsync(page, app, "runs");

        await Boxes(page).Nth(0).FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Boxes(page).Nth(0)).ToBeCheckedAsync();
        // The browser checks the box at once; the links contain the selection only after the server's answer.
        await page.Page.Locator(".runs a.open[href*='pick=']").Nth(1).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Locator(".drawer:focus").BeSeenAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Locator(".drawer").BeGoneAsync();
        await page.Page.WaitForURLAsync("**/runs?pick=*");
        await page.Page.Locator("th.c-changed a").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/runs?sort=-changed&pick=*");

        await Assertions.Expect(page.Page.Locator("th.c-changed")).ToHaveAttributeAsync("aria-sort", "descending");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_arrow_keys_go_from_row_to_row()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        for (var run = 0; run < 3; run++) await FillAsync(app, TestData.Row("1001", run));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await GoAsync(page, app, "runs");
        var links = page.Page.Locator(".runs a.open");

        await page.Page.Locator(".runs").FocusAsync();
        foreach (var (key, row) in ((string, int)[])[("ArrowDown", 0), ("ArrowDown", 1), ("End", 2), ("ArrowDown", 2), ("ArrowUp", 1), ("Home", 0), ("ArrowUp", 0)])
        {
            await page.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(links.Nth(row)).ToBeFocusedAsync();
        }

        await Boxes(page).Nth(1).FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(links.Nth(2)).ToBeFocusedAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Closed_details_give_the_keyboard_back_to_the_row_that_opened_them()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        for (var run = 0; run < 3; run++) await FillAsync(app, TestData.Row("1001", run));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await GoAsync(page, app, "runs");
        var second = page.Page.Locator(".runs a.open").Nth(1);

        Func<Task>[] ways =
        [
            () => page.Page.Keyboard.PressAsync("Escape"),
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync(),
            () => page.Page.GoBackAsync(),
        ];

        foreach (var close in ways)
        {
            await second.ClickAsync();
            await page.Page.Locator(".drawer:focus").BeSeenAsync();
            await close().InTime();
            await page.Page.Locator(".drawer").BeGoneAsync();
            await Assertions.Expect(second).ToBeFocusedAsync();
        }

        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Filters_are_opened_chosen_and_left_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, TestData.Row("1001"));
        var failed = TestData.Run(RefreshOutcome.Failed, error: "Refused.");
        await app.Services.GetRequiredService<ExtensionStore>().RecordRunAsync(failed, TestContext.Current.CancellationToken);
        await using var page = await chromium.OpenAsync(app, app.Address);
        await GoAsync(page, app, "runs");

        var failures = page.Page.GetByRole(AriaRole.Option, new() { Name = "Failed" });
        await page.Page.GetByLabel("Outcome").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await failures.BeSeenAsync();

        // The select draws its list first, and marks the present choice when the browser has drawn that: a key in between would be overtaken.
        await page.BecomeTrueAsync("() => document.querySelector('[role=combobox][aria-activedescendant]') !== null");
        await page.Page.Keyboard.PressAsync("End");
        await page.BecomeTrueAsync(
            "id => document.querySelector('[role=combobox]:focus')?.getAttribute('aria-activedescendant') === id", await failures.GetAttributeAsync("id"));
        await page.Page.Keyboard.PressAsync("Enter");

        await failures.BeGoneAsync();
        await page.AddressHoldAsync("outcome=failed");
        await Lines(page).NumberAsync(1);
        await page.Page.GetByLabel("Outcome").HoldAsync("Failed");
        Assert.Empty(page.Faults);
    }

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_any_state(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);

        // The contrast is not meaningful while a drawer fades in.
        await page.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }).InTime();
        await GoAsync(page, app, "runs");
        List<string> barriers = [.. await page.BarriersAsync()];
        var first = await FillAsync(app, TestData.Rows(30));
        var second = await FillAsync(app, TestData.Rows(20, code: 9));
        var store = app.Services.GetRequiredService<ExtensionStore>();
        foreach (var outcome in (RefreshOutcome[])[RefreshOutcome.Empty, RefreshOutcome.Stopped, RefreshOutcome.TimedOut, RefreshOutcome.Failed])
            await store.RecordRunAsync(TestData.Run(outcome, error: "It did not come to an end."), TestContext.Current.CancellationToken);
        for (var more = 0; more < 30; more++)
            await store.RecordRunAsync(TestData.Run() with { Differing = more % 3 }, TestContext.Current.CancellationToken);
        var wrong = TestData.Run() with { Differing = 2 };
        await store.RecordRunAsync(wrong, TestContext.Current.CancellationToken);

        (string Query, string Shown)[] states =
        [
            ("?page=2&sort=-changed&outcome=lost", ".hint"), ("", ".pager"), ($"?run={second}", ".drawer .facts"), ($"?run={wrong.ConnectionId}", ".drawer .truth.wrong"), ("?run=separate-0-0", ".drawer .empty"),
            ($"?compare={first},{second}", ".verdict"), ($"?compare={first}", ".compare .empty"),
        ];
        foreach (var (query, shown) in states)
        {
            // Within the circuit: a page has no title for a moment between prerendering and the circuit.
            await page.Page.EvaluateAsync("address => Blazor.navigateTo(address)", "/runs" + query).InTime();
            await page.Page.Locator(shown).First.BeSeenAsync();
            barriers.AddRange((await page.BarriersAsync()).Select(barrier => $"{query}: {barrier}"));
            Assert.Equal(0, await page.OverflowAsync());
        }

        Assert.True(barriers.Count == 0, string.Join('\n', barriers));
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_values_run_nothing_and_burst_nothing(bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        const string Script = "<img src=x onerror='window.broken=1'><script>window.broken=1</script>";
        var first = await FillAsync(app, TestData.Row("1"));
        var second = await FillAsync(
            app, TestData.Row(Script), TestData.Row(new string('9', 10_000)), TestData.Row("1002", context: new string('W', 10_000)), TestData.Row("\u202e1003\u0007"));
        var (who, words) = (Script + new string('A', 5000), Script + new string('P', 5000));
        var failed = TestData.Run(RefreshOutcome.Failed, error: new string('E', 5000)) with { AskedBy = who, PbxWords = words };
        await app.Services.GetRequiredService<ExtensionStore>().RecordRunAsync(failed, TestContext.Current.CancellationToken);
        await using var page = await chromium.OpenAsync(app, app.Address, phone: phone);

        foreach (var query in (string[])["", $"?run={failed.ConnectionId}", $"?run={second}", $"?compare={first},{second}", $"?pbx={Script}&sort={Script}&page={Script}&run={Script}"])
        {
            await page.Page.GotoAsync(new Uri(app.Address, "runs" + query).ToString()).InTime();
            await page.Page.Locator("main h1, .drawer").First.BeSeenAsync();
            Assert.Equal(0, await page.OverflowAsync());
        }

        Assert.False(await page.Page.EvaluateAsync<bool>("'broken' in window").InTime());
        Assert.Empty(page.Faults);
    }

    private static ILocator Lines(BrowserPage page) => page.Page.Locator(".runs tbody tr");

    private static ILocator Boxes(BrowserPage page) => page.Page.Locator(".runs tbody input[type=checkbox]");

    private static ExtensionState State(string exten, int status) => new("from-internal", exten, "PJSIP/" + exten, status);

    private static async Task GoAsync(BrowserPage page, AmiBlazorApp app, string address)
    {
        await page.Page.GotoAsync(new Uri(app.Address, address).ToString()).InTime();
        var filter = page.Page.GetByRole(AriaRole.Combobox).First;
        await Assertions.Expect(filter).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
    }

    private static async Task<string> FillAsync(AmiBlazorApp app, params SnapshotRow[] rows)
    {
        var now = DateTimeOffset.UtcNow;
        var run = TestData.Run(endedAt: now);
        await app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(TestData.Snapshot(now, rows), run, TestContext.Current.CancellationToken);
        return run.ConnectionId;
    }
}
