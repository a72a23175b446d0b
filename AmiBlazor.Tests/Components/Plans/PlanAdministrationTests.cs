using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Plans;
using AmiBlazor.Plans;
using AmiBlazor.Tests.Plans;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Plans;

/// <summary>The pages on which administrators make floor plans and arrange places.</summary>
public sealed class PlanAdministrationTests : IAsyncLifetime
{
    private readonly FakeClock _time = new();
    private PageBench _bench = null!;

    private PlanStore Store => _bench.Database.Service<PlanStore>();

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync(time: _time);
        await _bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        await _bench.MoveAsync(Server, "1001", "Sales", "Anna Adler");
        await _bench.MoveAsync(Server, "1002", "Sales", "Ben Berg");
        await _bench.LimitAsync(null, null, Roles.Administrator);
        _bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        _ = _bench.Popovers;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_plan_is_made_renamed_gets_a_picture_and_is_deleted_after_a_question()
    {
        var page = _bench.Context.Render<PlansPage>();
        await page.InvokeAsync(() => page.FindAll("form input").First(input => input.GetAttribute("type") == "text").Change("Floor"));
        await page.InvokeAsync(() => page.FindAll("form")[^1].Submit());
        page.WaitForAssertion(() => Assert.Single(Store.Current), Timeouts.Default);
        page = _bench.Context.Render<PlansPage>();
        await page.ClickAsync("Change Floor");
        var picture = InputFileContent.CreateFromBinary(Pictures.Png(800, 600), "floor.svg", contentType: "image/svg+xml");

        page.FindComponents<InputFile>()[0].UploadFiles(picture);

        page.WaitForAssertion(() => Assert.Equal(new PlanShape(800, 600), Store.Current[0].Shape), Timeouts.Default);
        await page.InvokeAsync(() => page.FindAll("form input")[0].Change("Ground floor"));
        await page.InvokeAsync(() => page.FindAll("form")[0].Submit());
        page.WaitForAssertion(() => Assert.Equal("Ground floor", Store.Current[0].Name), Timeouts.Default);
        await page.ClickAsync("Delete");
        Assert.Single(Store.Current);
        await page.ClickAsync("Delete");
        page.WaitForAssertion(() => Assert.Empty(Store.Current), Timeouts.Default);
        Assert.Contains("“Ground floor” is deleted.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_told_and_the_name_stays()
    {
        var page = _bench.Context.Render<PlansPage>();
        await page.InvokeAsync(() => page.FindAll("form input").First(input => input.GetAttribute("type") == "text").Change("Floor"));

        page.FindComponents<InputFile>()[0].UploadFiles(InputFileContent.CreateFromText("<svg/>", "floor.png", contentType: "image/png"));

        page.WaitForAssertion(() => Assert.StartsWith("SVG files are not taken", page.Role("alert").Single(), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal("Floor", page.FindAll("form input").First(input => input.GetAttribute("type") == "text").GetAttribute("value"));
        Assert.Empty(Store.Current);
    }

    [Fact]
    public async Task A_place_is_set_by_button_moved_and_removed_and_saved_a_moment_later_in_one_go()
    {
        var (id, page) = await OpenAsync();

        await page.ClickAsync("Place 1001");
        await page.InvokeAsync(() => page.Find("[data-moved]").Change($"{IdOf("1001")} 250 480"));
        await page.ClickAsync("Place 1002");
        Assert.Equal("2 changes are about to be saved.", page.Role("status").Single());
        Assert.Empty(Store.Find(id)!.Places);
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal("All changes are saved.", page.Role("status").Single()), Timeouts.Default);
        Assert.Equal(new PlanPoint(250, 480), Store.Find(id)!.Places[IdOf("1001")]);
        Assert.Equal(new PlanPoint(350, 480), Store.Find(id)!.Places[IdOf("1002")]);
        await page.ClickAsync("Remove from the plan");
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Equal([IdOf("1001")], Store.Find(id)!.Places.Keys), Timeouts.Default);
    }

    [Fact]
    public async Task A_department_is_placed_at_once_and_what_another_person_places_meanwhile_stays()
    {
        var (id, page) = await OpenAsync();
        await page.InvokeAsync(() => page.Find("select[aria-label=Department]").Change("Sales"));
        await page.ClickAsync("Place these 2 in rows");
        Assert.Null(await Store.PlaceAsync(Asker("ben"), id, new Dictionary<int, PlanPoint?> { [IdOf("1003")] = new(7, 7) }));

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".spot").Count), Timeouts.Default);
        await page.InvokeAsync(() => ((IAsyncDisposable)page.Instance).DisposeAsync().AsTask());

        Assert.Equal(3, Store.Find(id)!.Places.Count);
        Assert.Equal(new PlanPoint(7, 7), Store.Find(id)!.Places[IdOf("1003")]);
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_changes_nothing_and_is_told()
    {
        var (id, page) = await OpenAsync();
        var list = _bench.Context.Render<PlansPage>();
        await list.ClickAsync("Change Floor");
        _bench.Person.Become(Roles.Supervisor);

        await page.ClickAsync("Place 1001");
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.StartsWith("Only an administrator may change floor plans.", page.Role("alert").Single(), StringComparison.Ordinal), Timeouts.Default);
        await list.InvokeAsync(() => list.FindAll("form")[0].Submit());
        list.FindComponents<InputFile>()[0].UploadFiles(InputFileContent.CreateFromBinary(Pictures.Pixel, "floor.png"));
        await list.ClickAsync("Delete");
        await list.ClickAsync("Delete");
        await list.InvokeAsync(() => list.FindAll("form")[^1].Submit());

        list.WaitForAssertion(() => Assert.Equal(["Only an administrator may change floor plans."], list.Role("alert")), Timeouts.Default);
        var plan = Assert.Single(Store.Current);
        Assert.Null(plan.Picture);
        Assert.Empty(plan.Places);
        Assert.Equal(id, plan.Id);
    }

    private async Task<(int Id, IRenderedComponent<PlanPage> Page)> OpenAsync()
    {
        var id = await PlansInApp.PlanAsync(Store, _bench.Database.Board, "Floor", null);
        return (id, _bench.Context.Render<PlanPage>(page => page.Add(one => one.Id, id)));
    }

    private int IdOf(string exten) => _bench.Database.Board.Rows(Server).Single(row => row.Key.Exten == exten).Id;
}
