using System.Text;
using AmiBlazor.Board;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>The import of people as a person uses it.</summary>
[Collection(AxeTests.Name)]
public sealed class ImportInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task A_file_is_chosen_seen_and_imported_without_a_barrier(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync([.. Enumerable.Range(1001, 60).Select(number => TestData.Row($"{number}"))]);
        await app.NameAsync("1002", "Bernd Berg");
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);
        await page.Page.GotoAsync(new Uri(app.Address, "/people/import").ToString()).InTime();
        await Assertions.Expect(page.Page.Locator("input[type=file]")).ToBeEnabledAsync().InTime();

        // More than one message of a circuit.
        var note = new string('n', 450);
        await ChooseAsync("extension,name,department,e-mail,note\n1001,Anna Weber,Sales,anna.weber@example.org,\n1002,Bea,,,-\n1003,,,nowhere,\n"
            + string.Concat(Enumerable.Range(5000, 150).Select(number => $"{number},x,,,{note}\n")));
        await page.Page.GetByText("“nowhere” is not an e-mail address.").BeSeenAsync();
        var wrong = await page.BarriersAsync();
        await ChooseAsync("extension,name,department,e-mail,note\n1001,Anna Weber,Sales,anna.weber@example.org,\n1002,Bea,,,-\n4711,x,,,\n");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Import 2 changes" }).BeSeenAsync();
        var preview = await page.BarriersAsync();
        Assert.Equal(0, await page.OverflowAsync());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Import 2 changes" }).ClickAsync();
        await page.Page.GetByText("2 extensions were changed.").BeSeenAsync();

        Assert.Empty((string[])[.. wrong, .. preview]);
        var row = app.Services.GetRequiredService<LiveBoard>().Rows(TestData.Server).Single(row => row.Key.Exten == "1001");
        Assert.Equal(("Anna Weber", "Sales", "anna.weber@example.org"), (row.Name, row.Department, row.Email));
        Assert.Empty(page.Faults);

        Task ChooseAsync(string text) => page.Page.Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) }).InTime();
    }
}
