using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>The drawer of an extension as a person uses it.</summary>
[Collection(AxeTests.Name)]
public sealed class DrawerInBrowserTests(Chromium chromium)
{
    private static readonly AmiServerOptions Nowhere = new() { Name = TestData.Server, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Axe_finds_no_barrier_in_an_open_drawer(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        int[] day = [0, 8, 1, 17, 1, 0, 9, 1, 2, 4, -1, 0];
        for (var hour = 0; hour < day.Length; hour++)
            await FillAsync(app, DateTimeOffset.UtcNow.AddHours(hour - day.Length), TestData.Row("1001", day[hour]));
        await GapAsync(app, DateTimeOffset.UtcNow.AddHours(-15), DateTimeOffset.UtcNow.AddHours(-14));
        await GapAsync(app, DateTimeOffset.UtcNow.AddHours(-5.5), DateTimeOffset.UtcNow.AddHours(-5));
        await GapAsync(app, DateTimeOffset.UtcNow.AddMinutes(-20), to: null);
        var feed = app.Services.GetRequiredService<LiveEventQueues>().For(TestData.Server);
        feed.Enqueue(new LivePresence(TestData.Context, "1001", "dnd", "In a meeting", DateTimeOffset.UtcNow));
        await app.Services.GetRequiredService<ExtensionStore>().WriteQueuedEventsAsync(TestData.Server, TestContext.Current.CancellationToken);
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"), dark, phone);

        await page.Page.Locator(".piece").First.BeSeenAsync();
        var open = await page.BarriersAsync();
        await page.Page.GetByLabel("Edit contact details").ClickAsync();
        await NameBox(page).BeSeenAsync();
        var editing = await page.BarriersAsync();

        Assert.Empty((string[])[.. open, .. editing]);
        Assert.Equal(2, await page.Page.Locator(".piece.gap").CountAsync());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task All_facts_stand_below_each_other_within_the_drawer()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, DateTimeOffset.UtcNow, TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"));
        await page.Page.Locator("[data-drawer] .piece").First.BeSeenAsync();

        var outside = await page.Page.EvaluateAsync<string[]>(
            """
            () => {
              const box = document.querySelector(".drawer-body").getBoundingClientRect();
              const names = [...document.querySelectorAll("[data-drawer] dt")];
              return names.filter((name, place) => name.getBoundingClientRect().left !== names[0].getBoundingClientRect().left
                  || name.nextElementSibling.getBoundingClientRect().right > box.right
                  || (place > 0 && name.getBoundingClientRect().top < names[place - 1].getBoundingClientRect().bottom))
                .map(name => name.innerText);
            }
            """).InTime();

        Assert.Empty(outside);
        Assert.Equal(13, await page.Page.Locator("[data-drawer] dt").CountAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Beside_an_open_drawer_the_result_of_a_refresh_breaks_between_words_alone()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState(TestData.Context, "1001", "PJSIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync(Servers(pbx.Options()));
        await FillAsync(app, DateTimeOffset.UtcNow, TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"));
        await page.Page.GetByRole(AriaRole.Dialog).BeSeenAsync();

        await page.Refresh.ClickAsync();
        await page.SeeResultAsync("1 extension on main");

        var details = page.Page.Locator(".result").GetByRole(AriaRole.Link, new() { Name = "Details" });
        Assert.Equal(1, await details.EvaluateAsync<int>("link => link.getClientRects().length").InTime());
        Assert.True(await page.Page.EvaluateAsync<bool>(
            "() => document.querySelector('.result').getBoundingClientRect().right <= document.querySelector('[data-drawer]').getBoundingClientRect().left").InTime());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_name_that_is_given_in_the_drawer_stands_in_the_grid_by_keyboard_alone()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, DateTimeOffset.UtcNow, TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1002"));
        await page.Page.GetByRole(AriaRole.Dialog).BeSeenAsync();

        await page.Page.GetByLabel("Edit contact details").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(NameBox(page)).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("Given up");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Locator(".drawer form").BeGoneAsync();
        await Assertions.Expect(page.Page.GetByLabel("Edit contact details")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(NameBox(page)).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("Carla Weber");
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.TypeAsync("Sales");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Row("1002").SayAsync("Carla Weber");
        await page.Page.GetByRole(AriaRole.Dialog).SayAsync("Carla Weber");
        await page.Page.GetByRole(AriaRole.Dialog).SayAsync("Sales");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Locator("[data-drawer]").BeGoneAsync();
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Escape_closes_what_is_open_on_top_of_a_drawer_before_the_drawer()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await FillAsync(app, DateTimeOffset.UtcNow, TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"));
        await page.Page.Locator("[data-drawer]").BeSeenAsync();
        await page.BecomeTrueAsync("() => document.activeElement.closest('[data-drawer]') !== null");

        foreach (var (opener, opened) in ((string, string)[])[("[popovertarget]", "#account-menu"), (".mud-menu button", ".mud-popover-open")])
        {
            await page.Page.Locator(opener).First.ClickAsync();
            await page.Page.Locator(opened).First.BeSeenAsync();
            await page.PressAsync("Escape");
            await page.BecomeTrueAsync("opened => document.querySelector(opened)?.checkVisibility() !== true", opened);
            await page.Page.Locator("[data-drawer]").BeSeenAsync();
        }

        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.PressAsync("Escape");
        await page.Page.Locator("[data-drawer]").BeGoneAsync();
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_values_run_nothing_and_burst_nothing(bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        const string Script = "<img src=x onerror='window.broken=1'>";
        var exten = new string('9', 10_000);
        await FillAsync(app, DateTimeOffset.UtcNow, TestData.Row(exten, context: "\u202e" + Script, hint: new string('W', 10_000)));
        await app.Services.GetRequiredService<ExtensionStore>().RenameAsync(
            new ExtensionKey(TestData.Server, "\u202e" + Script, exten), Script + new string('W', 40), "مرحبا 👩‍👩‍👧", _ => true, TestContext.Current.CancellationToken);

        await using var page = await chromium.OpenAsync(app, app.Address, phone: phone);
        await page.Page.Locator("tbody tr.line a").First.ClickAsync();
        await page.Page.Locator("[data-drawer] .piece").First.BeSeenAsync();

        Assert.False(await page.Page.EvaluateAsync<bool>("'broken' in window").InTime());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("(() => { const body = document.querySelector('.drawer-body'); return body.scrollWidth - body.clientWidth; })()").InTime());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task What_the_bar_shows_is_said_where_the_mouse_points_and_where_the_keyboard_goes()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        var now = DateTimeOffset.UtcNow;
        foreach (var (minutes, code) in ((int, int)[])[(-2000, 0), (-700, 1), (-600, 0)])
            await FillAsync(app, now.AddMinutes(minutes), TestData.Row("1001", code));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"));
        var call = page.Page.Locator(".piece.status-in-use");
        await call.BeSeenAsync();

        await call.HoverAsync();
        Assert.Contains("In use", await call.EvaluateAsync<string>("piece => getComputedStyle(piece, '::after').content").InTime(), StringComparison.Ordinal);
        await page.Page.GetByLabel("Browse the last 24 hours").FocusAsync();
        await page.Page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(page.Page.Locator(".piece.on")).ToHaveCountAsync(1);

        Assert.StartsWith("Online · since", await page.Page.GetByLabel("Browse the last 24 hours").GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_gap_is_hatched_where_it_was_and_says_so_under_the_mouse()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        var now = DateTimeOffset.UtcNow;
        await FillAsync(app, now.AddDays(-2), TestData.Row("1001"));
        await GapAsync(app, now.AddHours(-12), now.AddHours(-6));
        await using var page = await chromium.OpenAsync(app, Drawer(app, "1001"));
        var gap = page.Page.Locator(".piece.gap");
        await gap.BeSeenAsync();

        var place = await gap.EvaluateAsync<double[]>(
            "gap => { const all = gap.parentElement.getBoundingClientRect(), own = gap.getBoundingClientRect(); return [(own.left - all.left) / all.width, own.width / all.width, own.height / all.height]; }").InTime();
        await gap.HoverAsync();

        Assert.Equal([0.5, 0.25, 1], place.Select(part => Math.Round(part, 2)));
        Assert.Contains("repeating-linear-gradient", await gap.EvaluateAsync<string>("gap => getComputedStyle(gap).backgroundImage").InTime(), StringComparison.Ordinal);
        Assert.StartsWith("\"Not live", await gap.EvaluateAsync<string>("gap => getComputedStyle(gap, '::after').content").InTime(), StringComparison.Ordinal);
        await page.Page.Locator(".totals").SayAsync("Not live");
        await page.Page.Locator(".history li.gap").SayAsync("for 6 h 00 min");
        Assert.Empty(page.Faults);
    }

    private static ILocator NameBox(BrowserPage page) => page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true });

    private static Uri Drawer(AmiBlazorApp app, string exten) => new(app.Address, $"?open={TestData.Server}/{TestData.Context}/{exten}");

    private static Task FillAsync(AmiBlazorApp app, DateTimeOffset at, params SnapshotRow[] rows) => app.Services.GetRequiredService<ExtensionStore>()
        .ApplySnapshotAsync(TestData.Snapshot(at, rows), TestData.Run(), TestContext.Current.CancellationToken);

    private static async Task GapAsync(AmiBlazorApp app, DateTimeOffset from, DateTimeOffset? to)
    {
        var gaps = app.Services.GetRequiredService<MonitoringGapStore>();
        await gaps.BeginAsync(TestData.Server, from, $"AmiBlazor was not running.", null, TestContext.Current.CancellationToken);
        if (to is { } end) await gaps.EndAsync(TestData.Server, end, 0, TestContext.Current.CancellationToken);
    }
}
