using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Plans;
using AmiBlazor.Plans;
using AmiBlazor.Tests.Plans;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Plans;

/// <summary>The fourth way to look at extensions: where their phones are.</summary>
public sealed class ExtensionPlanTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    private PlanStore Store => _bench.Database.Service<PlanStore>();

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        await _bench.ApplyAsync(Row("1001"), Row("1002", 8), Row("1003"), Row("1004"));
        await _bench.MoveAsync(Server, "1001", "Sales", "Anna Adler");
        await _bench.MoveAsync(Server, "1002", "Support", "Ben Berg");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_place_says_who_that_is_and_their_state_and_stands_where_it_was_put()
    {
        await PlanAsync("Floor", ("1001", 100, 205), ("1002", 900, 500));

        var page = _bench.Open("look=plan");

        var anna = Spot(page, "1001");
        Assert.Equal("1001, Anna Adler, Online", anna.GetAttribute("aria-label"));
        Assert.Equal(("1001", "Anna Adler"), (anna.TextContent, anna.GetAttribute("data-name")));
        Assert.Equal("line spot status-online", anna.ClassName);
        Assert.Equal("--x:10;--y:20.5", anna.GetAttribute("style"));
        Assert.Equal("?open=main%2Ffrom-internal%2F1001", anna.GetAttribute("href"));
        Assert.Equal("line spot status-ringing", Spot(page, "1002").ClassName);
        Assert.Equal("4 extensions", page.Find(".shown").TextContent);
        Assert.Equal("2 extensions are not on this plan", page.Find(".floor button[aria-expanded]").TextContent.Trim());
    }

    [Fact]
    public async Task What_does_not_match_is_dimmed_and_stays_and_matches_elsewhere_are_listed_below()
    {
        await PlanAsync("Floor", ("1001", 100, 200), ("1002", 900, 500));

        var page = _bench.Open("look=plan&q=online");

        Assert.Equal("line spot status-online", Spot(page, "1001").ClassName);
        Assert.Equal("line spot status-ringing dim", Spot(page, "1002").ClassName);
        Assert.Equal("--x:90;--y:50", Spot(page, "1002").GetAttribute("style"));
        Assert.Equal("3 of 4 extensions", page.Find(".shown").TextContent);
        Assert.Equal("2 matches are not on this plan", page.Find("section.rest").GetAttribute("aria-label"));
        await page.InvokeAsync(() => page.Find("[data-columns]").Change("9"));
        Assert.Equal(["1003", "1004"], page.FindAll(".rest .lines:not(.glance) .line").Select(square => square.TextContent.Trim()));
    }

    [Fact]
    public async Task Matches_elsewhere_are_listed_unasked_only_where_they_are_few()
    {
        await _bench.ApplyAsync(Noon.AddSeconds(1), [.. Enumerable.Range(1001, 61).Append(2001).Select(number => Row($"{number}"))]);
        await PlanAsync("Floor", ("1001", 100, 200));

        var few = _bench.Open("look=plan&status=online&q=10");
        Assert.Equal("60 matches are not on this plan", few.Find("section.rest").GetAttribute("aria-label"));

        var page = _bench.Open("look=plan&status=online");
        Assert.Equal("61 matches are not on this plan", page.Find(".floor button[aria-expanded=false]").TextContent.Trim());
        Assert.Empty(page.FindAll("section.rest"));

        await page.Find(".floor button[aria-expanded]").ClickAsync(new());
        Assert.NotEmpty(page.FindAll("section.rest"));
    }

    [Fact]
    public async Task A_change_draws_its_own_places_alone()
    {
        await _bench.ApplyAsync(Noon.AddSeconds(1), [.. Enumerable.Range(1001, 40).Select(number => Row($"{number}"))]);
        await PlanAsync("Floor", [.. Enumerable.Range(0, 40).Select(number => ($"{1001 + number}", number % 10 * 100, number / 10 * 300))]);
        var page = _bench.Open("look=plan");
        var before = page.FindComponents<PlanMarkers>().Select(places => places.RenderCount).ToList();

        await _bench.ApplyAsync(Noon.AddSeconds(2), [.. Enumerable.Range(1001, 40).Select(number => Row($"{number}", number == 1015 ? 8 : 0))]);

        page.WaitForAssertion(() => Assert.Equal("line spot status-ringing", Spot(page, "1015").ClassName), Timeouts.Default);
        Assert.Equal([1, 0], page.FindComponents<PlanMarkers>().Select((places, index) => places.RenderCount - before[index]));
    }

    [Fact]
    public async Task What_the_scope_hides_is_not_there_and_a_plan_without_any_place_is_not_offered()
    {
        await PlanAsync("Both", ("1001", 100, 200), ("1002", 900, 500));
        await PlanAsync("Support alone", ("1002", 900, 500));
        await PlanAsync("Empty");
        await _bench.MoveAsync(Server, "1003", "Sales");
        await _bench.LimitAsync(null, ["Sales"], Roles.Viewer);

        var page = _bench.Open("look=plan");

        Assert.Equal(["1001, Anna Adler, Online"], page.FindAll(".spot").Select(spot => spot.GetAttribute("aria-label")));
        Assert.Equal("Both", page.Find(".plan-name").TextContent);
        Assert.Empty(page.FindAll("[aria-label='Floor plan'] option"));
        Assert.DoesNotContain("1002", page.Markup, StringComparison.Ordinal);
        await _bench.MoveAsync(Server, "1001", "Support", "Anna Adler");

        page.WaitForAssertion(() => Assert.Contains("There is no floor plan with extensions that you may see.", page.Markup, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task An_administrator_chooses_among_all_and_the_address_keeps_it()
    {
        await PlanAsync("First", ("1001", 100, 200));
        var second = await PlanAsync("Second", ("1002", 900, 500));
        await _bench.LimitAsync(null, null, Roles.Administrator);
        var page = _bench.Open("look=plan");
        Assert.Equal(["First", "Second"], page.FindAll("select[aria-label='Floor plan'] option").Select(option => option.TextContent));

        await page.InvokeAsync(() => page.Find("select[aria-label='Floor plan']").Change($"{second}"));

        page.WaitForAssertion(() => Assert.Equal($"?look=plan&plan={second}", Address.Query), Timeouts.Default);
        Assert.Equal(["1002, Ben Berg, Ringing"], page.FindAll(".spot").Select(spot => spot.GetAttribute("aria-label")));
        page = _bench.Open($"look=plan&plan={second}");
        Assert.Equal(["1002, Ben Berg, Ringing"], page.FindAll(".spot").Select(spot => spot.GetAttribute("aria-label")));
        page = _bench.Open("look=plan&plan=77");
        Assert.Equal("Unknown floor plan in the URL: “77”. Showing “First”.", page.Find(".hint").TextContent);
    }

    [Fact]
    public async Task Without_a_plan_the_look_is_not_offered_and_with_one_it_is_at_once()
    {
        var page = _bench.Open();
        Assert.Empty(page.Buttons("Floor plan"));

        await PlanAsync("Floor", ("1001", 100, 200));

        page.WaitForAssertion(() => page.Button("Floor plan"), Timeouts.Default);
        await page.ClickAsync("Floor plan");
        Assert.Equal("?look=plan", Address.Query);
        Assert.Null(await Store.PlaceAsync(Asker("ada"), Store.Current[0].Id, Store.Current[0].Places.ToDictionary(place => place.Key, _ => (PlanPoint?)new PlanPoint(1, 2))));
        page.WaitForAssertion(() => Assert.Equal("--x:0.1;--y:0.2", Spot(page, "1001").GetAttribute("style")), Timeouts.Default);
    }

    [Fact]
    public void Room_is_what_there_is_between_neighbours()
    {
        Assert.Equal((200, 200), PlanSpot.Apart([]));
        Assert.Equal((60, 200), PlanSpot.Apart([new(0, 0), new(60, 0), new(500, 0)]));
        Assert.Equal((200, 70), PlanSpot.Apart([new(0, 0), new(30, 70), new(500, 500)]));
        Assert.Equal((200, 200), PlanSpot.Apart([new(0, 0), new(60, 60)]));
        Assert.Equal((200, 200), PlanSpot.Apart([new(0, 0), new(5, 5)]));
    }

    private Uri Address => new(_bench.Context.Services.GetRequiredService<NavigationManager>().Uri);

    private Task<int> PlanAsync(string name, params (string Exten, int X, int Y)[] places) =>
        PlansInApp.PlanAsync(Store, _bench.Database.Board, name, null, places);

    private static IElement Spot(IRenderedComponent<ExtensionsStatus> page, string exten) =>
        page.FindAll(".spot").Single(spot => spot.GetAttribute("aria-label")!.StartsWith(exten, StringComparison.Ordinal));
}
