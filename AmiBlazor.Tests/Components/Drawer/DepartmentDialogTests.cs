using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Pages;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The department of several extensions at once.</summary>
public sealed class DepartmentDialogTests
{
    [Fact]
    public async Task All_selected_extensions_get_the_department_and_each_has_an_entry_in_the_audit_log()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1001", 8), Row("1002"), Row("1003"));
        await bench.ApplyAsync("branch", Noon, Row("2001"));
        await bench.MoveAsync("main", "1002", "Support", "Bernd");
        var (page, dialogs) = await OpenAsync(bench, "1001", "1002", "2001");
        Assert.Contains("3 extensions are selected.", dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(["Support"], dialogs.FindAll("datalist option").Select(option => option.GetAttribute("value")));

        await SaveAsync(dialogs, "  Sales ");

        page.WaitForAssertion(() => Assert.Equal("The department of 3 extensions was changed.", Told(page)), Timeouts.Default);
        Assert.Equal(
            [("1001", null, "Sales", 8), ("1002", "Bernd", "Sales", 0), ("1003", null, null, 0), ("2001", null, "Sales", 0)],
            bench.Database.Board.Snapshot.Rows().OrderBy(row => row.Key.Exten, StringComparer.Ordinal)
                .Select(row => (row.Key.Exten, row.Name, row.Department, row.StatusCode)));
        Assert.Equal(
            [
                "anna branch/from-internal/2001: done. department none → “Sales”",
                "anna main/from-internal/1001: done. department none → “Sales”",
                "anna main/from-internal/1002: done. department “Support” → “Sales”",
            ],
            (await bench.Database.AuditAsync(AuditAction.NameEdit)).Order(StringComparer.Ordinal));
        await bench.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Who_is_in_the_department_already_is_not_counted_and_has_no_entry()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await bench.MoveAsync(Server, "1001", "Sales");
        var (page, dialogs) = await OpenAsync(bench, "1001");

        await SaveAsync(dialogs, "Sales");

        page.WaitForAssertion(
            () => Assert.Equal("Nothing to change: the selected extensions are already in this department.", Told(page)), Timeouts.Default);
        Assert.Empty(await bench.Database.AuditAsync(AuditAction.NameEdit));
    }

    [Theory]
    [InlineData("Support", "Your account has no access to the department “Support”, so you would no longer see these extensions. Enter one of these: Sales, Service.")]
    [InlineData(" ", "Your account is limited to certain departments, so you would no longer see extensions without one. Enter one of these: Sales, Service.")]
    public async Task Nobody_moves_extensions_out_of_their_own_scope(string department, string refused)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.LimitAsync([Server], ["Service", "Sales"]);
        var (page, dialogs) = await OpenAsync(bench, "1001");

        await SaveAsync(dialogs, department);
        dialogs.WaitForAssertion(() => Assert.Equal(refused, dialogs.Find("[role=alert]").TextContent.Trim()), Timeouts.Default);
        Assert.Equal("Sales", Find(bench, "1001").Department);
        await SaveAsync(dialogs, "Service");

        page.WaitForAssertion(() => Assert.Equal("The department of 1 extension was changed.", Told(page)), Timeouts.Default);
        Assert.Equal("Service", Find(bench, "1001").Department);
    }

    [Fact]
    public async Task What_left_the_scope_meanwhile_is_not_changed()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.MoveAsync(Server, "1002", "Sales");
        await bench.LimitAsync([Server], ["Sales", "Service"]);
        var (page, dialogs) = await OpenAsync(bench, "1001", "1002");

        await bench.MoveAsync(Server, "1002", "Elsewhere");
        await SaveAsync(dialogs, "Service");

        page.WaitForAssertion(() => Assert.Equal("The department of 1 extension was changed.", Told(page)), Timeouts.Default);
        Assert.Equal(("Service", "Elsewhere"), (Find(bench, "1001").Department, Find(bench, "1002").Department));
    }

    [Fact]
    public async Task Cancel_changes_nothing()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var (page, dialogs) = await OpenAsync(bench, "1001");

        await dialogs.ClickAsync("Cancel");

        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("[role=dialog]")), Timeouts.Default);
        Assert.Null(Find(bench, "1001").Department);
        Assert.Equal("1 selected", Told(page));
    }

    [Fact]
    public async Task However_often_its_button_is_clicked_it_opens_once_and_then_again_when_it_has_closed()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var (page, dialogs) = await OpenAsync(bench, "1001");

        _ = page.InvokeAsync(() => page.Button("Set department").ClickAsync(new MouseEventArgs()));
        Assert.Single(dialogs.FindAll("[role=dialog]"));
        await dialogs.ClickAsync("Cancel");
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("[role=dialog]")), Timeouts.Default);

        _ = page.InvokeAsync(() => page.Button("Set department").ClickAsync(new MouseEventArgs()));
        dialogs.WaitForAssertion(() => Assert.Single(dialogs.FindAll("[role=dialog]")), Timeouts.Default);
    }

    private static async Task<(IRenderedComponent<ExtensionsStatus> Page, IRenderedComponent<MudDialogProvider> Dialogs)> OpenAsync(
        PageBench bench, params string[] picked)
    {
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.Open();
        foreach (var exten in picked) await page.PickAsync(exten);

        // Ends only when the dialog is answered.
        _ = page.InvokeAsync(() => page.Button("Set department").ClickAsync(new MouseEventArgs()));
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("input")), Timeouts.Default);
        return (page, dialogs);
    }

    private static async Task SaveAsync(IRenderedComponent<MudDialogProvider> dialogs, string department)
    {
        await dialogs.InvokeAsync(() => dialogs.Find("input").Input(department));
        await dialogs.ClickAsync("Save");
    }

    private static string Told(IRenderedComponent<ExtensionsStatus> page) => page.Find("[aria-label=Selection] [role=status]").TextContent;

    private static BoardRow Find(PageBench bench, string exten) => bench.Database.Board.Snapshot.Find(row => row.Key.Exten == exten)!;
}
