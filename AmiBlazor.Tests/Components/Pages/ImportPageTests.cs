using System.Text;
using AmiBlazor.Board;
using AmiBlazor.Components.Pages;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>The import of people on its page.</summary>
public sealed class ImportPageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        await _bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        await _bench.Database.Store.RenameAsync(KeyOf("1002"), "Bernd", "Sales", _ => true, Token);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_file_is_previewed_line_by_line_and_then_imported()
    {
        var page = _bench.OpenImport();

        Upload(page, "extension,name,phone\n1001,Anna,x\n1002,Bea,\n1003,,\n4711,Nobody,");

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("li strong").Count), Timeouts.Default);
        Assert.Equal(["All lines: 4", "New: 1", "Changed: 1", "Unchanged: 1", "Unknown extension: 1"], page.FindAll("[role=group] button").Select(button => button.TextContent.Trim()));
        Assert.Contains("Name: Bernd → Bea", page.FindAll("li")[^3].TextContent, StringComparison.Ordinal);
        Assert.Contains("Columns that are not imported: phone", page.Markup.Replace("<bdi>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Null(Find("1001").Name);
        await page.ClickAsync("Import 2 changes");
        page.WaitForAssertion(() => Assert.Contains("2 extensions were changed.", page.Markup, StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal(("Anna", "Bea", "Sales"), (Find("1001").Name, Find("1002").Name, Find("1002").Department));
        Assert.Empty(page.FindAll("li strong"));
    }

    [Fact]
    public async Task A_file_with_a_wrong_line_shows_that_line_and_cannot_be_imported()
    {
        var page = _bench.OpenImport();

        Upload(page, "extension,name,e-mail\n1001,Anna,\n1002,Bea,nowhere\n");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("li strong")), Timeouts.Default);
        Assert.Contains("“nowhere” is not an e-mail address.", page.FindAll("li")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Button("Wrong: 1").GetAttribute("aria-pressed"));
        Assert.True(page.Button("Import 1 change").HasAttribute("disabled"));
        await page.ClickAsync("All lines: 2");
        Assert.Equal(2, page.FindAll("li strong").Count);
        await page.ClickAsync("Cancel");
        Assert.Empty(page.FindAll("li strong"));
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_told_and_previewed_again()
    {
        var page = _bench.OpenImport();
        Upload(page, "extension,name\n1001,Anna\n1002,Bea\n");
        page.WaitForAssertion(() => page.Button("Import 2 changes"), Timeouts.Default);
        await _bench.Database.Store.RenameAsync(KeyOf("1002"), "Bea", "Sales", _ => true, Token);

        await page.ClickAsync("Import 2 changes");

        page.WaitForAssertion(() => page.Button("Import 1 change"), Timeouts.Default);
        Assert.Contains("Extensions have changed since the preview was made", page.Markup, StringComparison.Ordinal);
        Assert.Null(Find("1001").Name);
        await page.ClickAsync("Import 1 change");
        page.WaitForAssertion(() => Assert.Contains("1 extension was changed.", page.Markup, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public void A_file_that_is_none_is_refused_in_a_sentence()
    {
        var page = _bench.OpenImport();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Encoding.Latin1.GetBytes("extension,name\n1001,Jürgen"), "latin.csv"));

        page.WaitForAssertion(() => Assert.StartsWith("The file is not text in UTF-8", Assert.Single(page.Role("alert")), StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task Lines_outside_of_the_scope_are_unknown()
    {
        await _bench.LimitAsync([Server], ["Sales"]);
        var page = _bench.OpenImport();

        Upload(page, "extension,name\n1001,Anna\n1002,Bea");

        page.WaitForAssertion(() => page.Button("Unknown extension: 1"), Timeouts.Default);
        await page.ClickAsync("Import 1 change");
        page.WaitForAssertion(() => Assert.Equal("Bea", Find("1002").Name), Timeouts.Default);
        Assert.Null(Find("1001").Name);
    }

    [Fact]
    public async Task A_long_file_has_pages()
    {
        var page = _bench.OpenImport();

        Upload(page, "extension,name\n" + string.Concat(Enumerable.Range(0, 120).Select(number => $"n{number},x\n")));

        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("li strong").Count), Timeouts.Default);
        await page.InvokeAsync(() => page.FindComponent<MudBlazor.MudPagination>().Instance.SelectedChanged.InvokeAsync(3));
        Assert.Equal(20, page.FindAll("li strong").Count);
    }

    private static void Upload(IRenderedComponent<ImportPage> page, string text) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "people.csv"));

    private static ExtensionKey KeyOf(string exten) => new(Server, Context, exten);

    private BoardRow Find(string exten) => _bench.Database.Board.Rows(Server).Single(row => row.Key.Exten == exten);
}
