using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Plans;
using AmiBlazor.Tests.Plans;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Floor plans in a real browser: watched by keyboard, arranged by pointer and by keys.</summary>
[Collection(AxeTests.Name)]
public sealed class PlanInBrowserTests(Chromium chromium)
{
    private const string Scrolls =
        "() => { const frame = document.querySelector('.frame'); return frame.scrollHeight > frame.clientHeight + 50 || frame.scrollWidth > frame.clientWidth + 50; }";

    private const string Focused = "exten => document.activeElement?.matches('.spot') && document.activeElement.getAttribute('aria-label').startsWith(exten)";

    private static readonly int[] Codes = [0, 1, 2, 4, 8, 9, 16, -1];

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_plan_has_no_barrier_and_fits_a_phone(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync([.. Enumerable.Range(0, 24).Select(number => TestData.Row($"{1000 + number}", Codes[number % 8]))]);
        await app.PlanAsync("Floor", [.. Enumerable.Range(0, 20).Select(number => ($"{1000 + number}", 100 + (number % 5 * 200), 100 + (number / 5 * 250)))]);
        await app.PlanAsync("Attic", ("1023", 500, 500));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=plan&plan=1&q=o"), dark, phone);
        await page.Page.Locator(".rest .line").First.BeSeenAsync();

        var barriers = await page.BarriersAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Larger" }).ClickAsync();
        await page.BecomeTrueAsync(Scrolls);

        Assert.Empty(barriers);
        Assert.Equal(0, await page.NarrowestOverflowAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_phone_that_rings_beats_except_for_those_who_want_less_motion()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await app.PlanAsync("Floor", ("1001", 300, 500), ("1002", 700, 500));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=plan"));
        await page.Page.Locator(".spot.status-ringing").BeSeenAsync();
        const string Shadow = "shadow => getComputedStyle(document.querySelector('.status-ringing.spot')).boxShadow !== shadow";
        var first = await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.status-ringing.spot')).boxShadow").InTime();

        await page.BecomeTrueAsync(Shadow, first);
        await page.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }).InTime();
        await page.BecomeTrueAsync("() => document.querySelector('[data-beat]') === null");

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("""
            () => new Promise(resolve => {
              let changes = 0;
              new MutationObserver(() => changes++).observe(document.querySelector("[data-plan]"), { attributeFilter: ["data-beat"] });
              setTimeout(() => resolve(changes), 1300);
            })
            """).InTime());
    }

    [Fact]
    public async Task Arrow_keys_go_to_the_next_place_in_their_direction_and_Enter_opens_it()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(5));
        var numbers = app.Services.GetRequiredService<LiveBoard>().Rows(TestData.Server).Select(row => row.Key.Exten).Order(StringComparer.Ordinal).ToList();
        await app.PlanAsync("Floor", (numbers[0], 100, 100), (numbers[1], 500, 130), (numbers[2], 900, 100), (numbers[3], 500, 800));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=plan"));
        await page.Page.Locator(".spot").First.BeSeenAsync();
        await page.Search.FocusAsync();

        await page.PressAsync("ArrowDown");
        await page.BecomeTrueAsync(Focused, numbers[0]);
        await page.PressAsync("ArrowRight", "ArrowDown");
        await page.BecomeTrueAsync(Focused, numbers[3]);
        await page.PressAsync("ArrowUp", "ArrowRight", "ArrowRight");
        await page.BecomeTrueAsync(Focused, numbers[2]);
        await page.PressAsync("Home");
        await page.BecomeTrueAsync(Focused, numbers[0]);
        await page.PressAsync("End", "Enter");
        await page.Page.Locator("[data-drawer]").First.BeSeenAsync();
        await page.AddressHoldAsync("look=plan");
        await page.PressAsync("Escape");

        await page.BecomeTrueAsync(Focused, numbers[3]);
        await page.PressAsync("Shift+Tab");
        await page.BecomeTrueAsync("() => document.activeElement?.matches('[data-plan]')");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_place_under_the_drawer_that_it_opens_comes_out_and_the_plan_is_as_before_when_Escape_is_pressed_anywhere()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await app.PlanAsync("Floor", ("1001", 100, 500), ("1002", 990, 500));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?look=plan"));
        var (left, right) = (page.Page.Locator(".spot").First, page.Page.Locator(".spot").Last);
        await right.BeSeenAsync();
        var (before, room) = (await left.BoundingBoxAsync(), await page.Page.Locator(".room").BoundingBoxAsync());

        await right.ClickAsync();
        await page.BecomeTrueAsync(
            "() => document.querySelector('.spot:last-child').getBoundingClientRect().right <= (document.querySelector('[data-drawer]')?.getBoundingClientRect().left ?? 0)");
        var beside = await page.Page.Locator(".room").BoundingBoxAsync();
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.PressAsync("Escape");
        await page.Page.Locator("[data-drawer]").BeGoneAsync();

        Assert.Equal((room!.Width, room.Height), (beside!.Width, beside.Height));
        Assert.Equal(before!.X, (await left.BoundingBoxAsync())!.X);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_place_is_dragged_from_the_list_and_moved_by_pointer_and_by_keys()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        var id = await app.PlanAsync("Floor");
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, $"/plans/{id}"), role: Roles.Administrator);
        await page.Page.Locator(".grip").First.BeSeenAsync();
        await page.BecomeTrueAsync("() => document.documentElement.dataset.circuit !== 'starting'");
        var room = (await page.Page.Locator(".room").BoundingBoxAsync())!;

        await DragAsync(page, ".grip", room.X + (room.Width / 4), room.Y + (room.Height / 2));
        await page.Page.Locator(".spot").First.BeSeenAsync();
        await DragAsync(page, ".spot", room.X + (room.Width / 2), room.Y + (room.Height / 4));
        await page.BecomeTrueAsync("() => Math.abs(parseFloat(document.querySelector('.spot').style.getPropertyValue('--x')) - 50) < 1");
        await page.Page.Locator(".spot").FocusAsync();
        await page.PressAsync("ArrowRight", "ArrowRight", "Shift+ArrowDown");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Place 1002" }).ClickAsync();
        await page.Page.GetByText("All changes are saved.").BeSeenAsync();
        await Polling.UntilAsync(() => Task.FromResult(app.Services.GetRequiredService<PlanStore>().Find(id)!.Places.Count == 2));

        var points = app.Services.GetRequiredService<PlanStore>().Find(id)!.Places.OrderBy(place => place.Key).Select(place => place.Value).ToList();
        Assert.InRange(points[0].X, 510, 530);
        Assert.InRange(points[0].Y, 241, 262);
        Assert.Equal(new PlanPoint(points[0].X + 100, points[0].Y), points[1]);
        Assert.Empty(page.Faults);
    }

    private static async Task DragAsync(BrowserPage page, string what, float x, float y)
    {
        var box = (await page.Page.Locator(what).First.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(x, y, new() { Steps = 6 });
        await page.Page.Mouse.UpAsync();
    }
}
