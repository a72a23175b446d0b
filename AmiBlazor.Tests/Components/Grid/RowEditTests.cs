using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Pages;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>Editing in a row of the grid what people say about an extension.</summary>
public sealed class RowEditTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        await _bench.ApplyAsync(Noon, Row("1001"), Row("1002"));
        await Store.EditAsync(Find("1001").Key, _ => new PersonDetails("Anna Weber", "Sales", "Mondays\nonly", "anna@example.org"), _ => true, Ct);
        _bench.Like(new() { Hidden = [] });
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_cells_become_fields_and_Enter_saves_what_was_typed_and_nothing_else()
    {
        var page = await EditAsync("1001");
        Assert.Equal(["Name", "Department", "E-mail", "Note"], Fields(page).Select(field => field.GetAttribute("aria-label")));
        Assert.Equal(["Anna Weber", "Sales", "anna@example.org", "Mondays\nonly"], Fields(page).Select(field => field.GetAttribute("value")));
        _bench.Context.JSInterop.VerifyFocusAsyncInvoke();

        await TypeAsync(page, "Name", " Anna Berg ");
        await Store.EditAsync(Find("1001").Key, now => now with { Department = "Support" }, _ => true, Ct);
        await PressAsync(page, "Name", "Enter");

        page.WaitForAssertion(() => Assert.Empty(Fields(page)), Timeouts.Default);
        Assert.Equal(new PersonDetails("Anna Berg", "Support", "Mondays\nonly", "anna@example.org"), PersonDetails.Of(Find("1001")));
        Assert.Equal(["anna main/from-internal/1001: done. name “Anna Weber” → “Anna Berg”"], await _bench.Database.AuditAsync(AuditAction.NameEdit));
        Assert.Single(_bench.Asked("amiblazor.backToLine"));
    }

    [Fact]
    public async Task Escape_gives_up_what_was_typed()
    {
        var page = await EditAsync("1001");
        await TypeAsync(page, "Note", "Never");

        await PressAsync(page, "Note", "Escape");

        Assert.Empty(Fields(page));
        Assert.Equal("Mondays\nonly", Find("1001").Note);
    }

    [Fact]
    public async Task Enter_without_a_change_ends_it_and_writes_nothing_and_Shift_Enter_is_a_new_line()
    {
        var page = await EditAsync("1001");
        await page.InvokeAsync(() => Field(page, "Note").KeyDown(new KeyboardEventArgs { Key = "Enter", ShiftKey = true }));
        Assert.NotEmpty(Fields(page));

        await PressAsync(page, "Note", "Enter");

        Assert.Empty(Fields(page));
        Assert.Empty(await _bench.Database.AuditAsync(AuditAction.NameEdit));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_everything_typed_stays()
    {
        var page = await EditAsync("1001");
        await TypeAsync(page, "Name", "Anna Berg");
        await TypeAsync(page, "E-mail", "anna");

        await PressAsync(page, "Name", "Enter");

        page.WaitForAssertion(() => Assert.Equal(["“anna” is not an e-mail address."], page.Role("alert")), Timeouts.Default);
        var wrong = Field(page, "E-mail");
        Assert.Equal(("true", page.Find("[role=alert]").Id), (wrong.GetAttribute("aria-invalid"), wrong.GetAttribute("aria-describedby")));
        Assert.Null(Field(page, "Name").GetAttribute("aria-invalid"));
        Assert.Equal("Anna Weber", Find("1001").Name);
        await TypeAsync(page, "E-mail", "anna@example.com");
        Assert.Empty(page.Role("alert"));
        await PressAsync(page, "E-mail", "Enter");
        page.WaitForAssertion(() => Assert.Empty(Fields(page)), Timeouts.Default);
        Assert.Equal(("Anna Berg", "anna@example.com"), (Find("1001").Name, Find("1001").Email));
    }

    [Fact]
    public async Task Live_changes_of_the_row_leave_what_is_typed_and_say_what_somebody_else_entered()
    {
        var page = await EditAsync("1001");
        await TypeAsync(page, "Name", "Anna Berg");

        await _bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"));
        await Store.EditAsync(Find("1001").Key, now => now with { Name = "Bernd" }, _ => true, Ct);

        page.WaitForAssertion(() => Assert.Equal(["Someone else has entered “Bernd”. Saving overwrites that."], Words(page)), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Contains("Ringing", page.Row("1001").TextContent, StringComparison.Ordinal), Timeouts.Default);
        await PressAsync(page, "Name", "Enter");
        page.WaitForAssertion(() => Assert.Equal("Anna Berg", Find("1001").Name), Timeouts.Default);
    }

    [Fact]
    public async Task The_row_stays_where_it_is_while_somebody_types_and_moves_afterwards()
    {
        var clock = new FakeClock();
        await using var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"));
        var page = bench.Open("sort=status");
        await page.InvokeAsync(() => page.Find("[data-pick]").Change("=" + page.Row("1001").QuerySelector("a")!.GetAttribute("href")));
        await TypeAsync(page, "Name", "Anna");

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002", 8));
        await bench.ApplyAsync(Noon.AddSeconds(2), Row("1001", 8), Row("1002"));
        page.WaitForAssertion(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(300));
                Assert.Contains("Ringing", page.Row("1001").TextContent, StringComparison.Ordinal);
            },
            Timeouts.Default);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["1001", "1002"], page.Shown());

        await PressAsync(page, "Name", "Enter");
        page.WaitForAssertion(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                Assert.Equal(["1002", "1001"], page.Shown());
            },
            Timeouts.Default);
    }

    [Fact]
    public async Task Another_row_is_edited_once_this_one_is_saved()
    {
        var page = await EditAsync("1001");
        await TypeAsync(page, "E-mail", "anna");

        await BeginAsync(page, "1002");
        Assert.NotNull(page.Row("1001").QuerySelector(".cell-field"));
        await TypeAsync(page, "E-mail", "anna@example.com");
        await BeginAsync(page, "1002");

        page.WaitForAssertion(() => Assert.NotNull(page.Row("1002").QuerySelector(".cell-field")), Timeouts.Default);
        Assert.Null(page.Row("1001").QuerySelector(".cell-field"));
        Assert.Equal("anna@example.com", Find("1001").Email);
    }

    [Fact]
    public async Task Who_may_only_look_has_no_pencil_and_F2_does_nothing()
    {
        _bench.Person.Become(Roles.Viewer);
        var page = _bench.Open();

        await BeginAsync(page, "1001");

        Assert.Empty(Fields(page));
        Assert.Empty(page.FindAll(".pencil"));
        Assert.False(page.Find("[data-grid]").HasAttribute("data-editable"));
    }

    [Fact]
    public async Task A_right_that_was_taken_away_meanwhile_is_said_and_written_down()
    {
        var page = await EditAsync("1001");
        await TypeAsync(page, "Name", "Anna Berg");

        await page.InvokeAsync(() => _bench.Person.Become(Roles.Viewer));
        await PressAsync(page, "Name", "Enter");

        page.WaitForAssertion(
            () => Assert.Equal(["Your role does not allow you to change names. Ask an administrator for the Supervisor role."], page.Role("alert")), Timeouts.Default);
        Assert.Equal("Anna Weber", Find("1001").Name);
        Assert.Equal(["anna main/from-internal/1001: refused. In a row of the page."], await _bench.Database.AuditAsync(AuditAction.NameEdit));
    }

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private ExtensionStore Store => _bench.Database.Store;

    private BoardRow Find(string exten) => _bench.Database.Board.Rows(Server).Single(row => row.Key.Exten == exten);

    private async Task<IRenderedComponent<ExtensionsStatus>> EditAsync(string exten)
    {
        var page = _bench.Open();
        await BeginAsync(page, exten);
        Assert.NotEmpty(Fields(page));
        return page;
    }

    // As grid.js tells it.
    private static Task BeginAsync(IRenderedComponent<ExtensionsStatus> page, string exten) => page.InvokeAsync(() =>
        page.Find("[data-pick]").Change("=" + page.Row(exten).QuerySelector("a")!.GetAttribute("href"))).InTime();

    private static IReadOnlyList<IElement> Fields(IRenderedComponent<ExtensionsStatus> page) => page.FindAll(".cell-field");

    private static IElement Field(IRenderedComponent<ExtensionsStatus> page, string label) => page.Find($".cell-field[aria-label='{label}']");

    private static IEnumerable<string> Words(IRenderedComponent<ExtensionsStatus> page) => page.FindAll(".cell-word").Select(word => word.TextContent);

    private static Task TypeAsync(IRenderedComponent<ExtensionsStatus> page, string label, string text) =>
        page.InvokeAsync(() => Field(page, label).Input(text)).InTime();

    private static Task PressAsync(IRenderedComponent<ExtensionsStatus> page, string label, string key) =>
        page.InvokeAsync(() => Field(page, label).KeyDown(new KeyboardEventArgs { Key = key })).InTime();
}
