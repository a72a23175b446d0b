using AmiBlazor.Components.Grid;
using AmiBlazor.Tests.Components.Control;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>The second and the third way to look at extensions: the same filter and the same address as the grid.</summary>
public sealed class ExtensionCardsTests
{
    [Fact]
    public async Task People_are_cards_in_lines_below_the_heading_of_their_department()
    {
        await using var bench = await DepartmentsAsync();

        var page = await OpenAsync(bench, "look=cards", columns: 2);

        Assert.Equal(
            ["0 Sales 3 extensions", "1 1001", "1 1004", "2 1005", "3 Support 1 extension", "4 1002", "5 No department 1 extension", "6 1003"], Lines(page));
        Assert.Equal("7", page.Find("[data-cards]").GetAttribute("data-lines"));
        Assert.Equal("--columns:2", page.Find("[data-cards]").GetAttribute("style"));
        Assert.Equal("5 extensions", page.Find(".shown").TextContent);
        await TellAsync(page, 9);

        Assert.Equal(["1 1001", "1 1004", "1 1005"], Lines(page).Skip(1).Take(3));
    }

    [Fact]
    public async Task A_card_says_who_that_is_what_they_do_since_when_and_with_whom()
    {
        await using var bench = await ControlQueries.BenchAsync(Talk(Noon));
        await bench.MoveAsync(Server, "1001", "Sales", "Anna Adler");
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 1), Row("1002"), Row("1003"));

        var page = await OpenAsync(bench, "look=cards");
        var card = Card(page, "1001");

        Assert.Equal("?open=main%2Ffrom-internal%2F1001", card.GetAttribute("href"));
        Assert.Equal("line status-in-use counted", card.ClassName);
        Assert.Equal("AA", card.QuerySelector(".c-name")!.GetAttribute("data-face"));
        Assert.Equal(["Anna Adler", "1001", "In use in-use", "just now", "Talking to 1002 Ben Berg"], card.Children.Select(part => part.TextContent.Trim()));
        Assert.NotNull(card.QuerySelector(".c-status > .chip"));
    }

    [Fact]
    public async Task A_change_draws_its_own_card_alone_and_another_department_moves_it()
    {
        await using var bench = await DepartmentsAsync();
        var page = await OpenAsync(bench, "look=cards");
        var before = RenderCounts(page);
        var instance = page.FindComponents<ExtensionCard>().Single(card => card.Instance.Item.Row.Key.Exten == "1001").Instance;

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002"), Row("1003"), Row("1004"), Row("1005"));
        page.WaitForAssertion(() => Assert.Contains("status-ringing", Card(page, "1001").ClassName, StringComparison.Ordinal), Timeouts.Default);
        Assert.Contains("glow-a", Card(page, "1001").ClassName, StringComparison.Ordinal);
        Assert.Equal(["1001"], RenderCounts(page).Where(card => card.Value != before[card.Key]).Select(card => card.Key));
        await bench.MoveAsync(Server, "1001", "Support", "Anna");

        page.WaitForAssertion(() => Assert.Equal("Sales 2 extensions", Lines(page).First()[2..]), Timeouts.Default);
        Assert.Contains("3 1001", Lines(page));
        Assert.Same(instance, page.FindComponents<ExtensionCard>().Single(card => card.Instance.Item.Row.Key.Exten == "1001").Instance);
    }

    [Fact]
    public async Task A_square_says_in_words_what_its_ground_and_shape_show()
    {
        await using var bench = await DepartmentsAsync();

        var page = await OpenAsync(bench, "look=squares&group=none&q=100");

        Assert.Equal(["0 1001", "0 1002", "0 1003", "0 1004", "1 1005"], Lines(page));
        Assert.Equal("1001, Anna, Online", Card(page, "1001").GetAttribute("aria-label"));
        Assert.Equal("line status-online", Card(page, "1001").ClassName);
        Assert.Equal("5 of 5 extensions", page.Find(".shown").TextContent);
    }

    [Fact]
    public async Task A_change_draws_its_own_line_of_squares_alone()
    {
        await using var bench = await DepartmentsAsync();
        var page = await OpenAsync(bench, "look=squares", columns: 2);
        var before = page.FindComponents<ExtensionSquareLine>().Select(line => line.RenderCount).ToList();

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002"), Row("1003"), Row("1004"), Row("1005", 8));
        page.WaitForAssertion(() => Assert.Equal("line status-ringing glow-a", Card(page, "1005").ClassName), Timeouts.Default);
        Assert.Equal([before[0], before[1] + 1, before[2], before[3]], page.FindComponents<ExtensionSquareLine>().Select(line => line.RenderCount));
        await bench.ApplyAsync(Noon.AddSeconds(2), Row("1001"), Row("1002"), Row("1003"), Row("1004"), Row("1005"));

        page.WaitForAssertion(() => Assert.Equal("line status-online glow-b", Card(page, "1005").ClassName), Timeouts.Default);
        Assert.Equal("line status-online", Card(page, "1001").ClassName);
    }

    [Fact]
    public async Task Doubt_is_drawn_as_in_the_grid_and_said_by_a_square()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main", live: true)]);
        await bench.ApplyAsync(Row("1001", 1));
        bench.Report(main => main.Following(Noon));
        var page = await OpenAsync(bench, "look=squares");
        Assert.Null(Card(page, "1001").GetAttribute("data-doubt"));

        bench.Report(main => main.Down(Noon));

        page.WaitForAssertion(() => Assert.NotNull(Card(page, "1001").GetAttribute("data-doubt")), Timeouts.Default);
        Assert.Equal("1001, PJSIP/1001, In use, status may be outdated", Card(page, "1001").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Another_look_keeps_everything_else_in_the_address_and_can_be_linked_to()
    {
        await using var bench = await DepartmentsAsync();
        var page = bench.Open("q=100&sort=-name&open=main%2Ffrom-internal%2F1002");
        Assert.Equal("true", page.Button("Grid").GetAttribute("aria-pressed"));

        await page.ClickAsync("Cards");
        Assert.Equal("/?q=100&sort=-name&open=main%2Ffrom-internal%2F1002&look=cards", bench.Address());
        Assert.Equal("true", page.Button("Cards").GetAttribute("aria-pressed"));
        await TellAsync(page, 4);
        Assert.Equal("true", Card(page, "1002").GetAttribute("aria-current"));
        Assert.Equal("1004", Lines(page).Skip(1).First()[2..]);
        await page.ClickAsync("Squares");
        Assert.EndsWith("&look=squares", bench.Address(), StringComparison.Ordinal);
        await page.ClickAsync("Grid");

        Assert.Equal("/?q=100&sort=-name&open=main%2Ffrom-internal%2F1002", bench.Address());
        Assert.Empty(page.FindAll("tr.group"));
    }

    [Fact]
    public async Task A_grouping_that_was_chosen_stays_in_each_look()
    {
        await using var bench = await DepartmentsAsync();
        var page = await OpenAsync(bench, "group=department");

        await page.ClickAsync("Cards");
        await TellAsync(page, 4);
        Assert.Equal(3, page.FindAll("h2.group").Count);
        await page.ClickAsync("Groups");
        bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(bench.Popovers.FindAll("input[type=radio]")), Timeouts.Default);
        Assert.Empty(bench.Popovers.FindAll("input[type=checkbox]"));
        await bench.Popovers.InvokeAsync(() => bench.Popovers.FindAll("[role=radiogroup] input")[0].Click());

        Assert.Empty(page.FindAll("h2.group"));
        page.WaitForAssertion(() => Assert.Equal("/?group=none&look=cards", bench.Address()), Timeouts.Default);
        await page.ClickAsync("Grid");
        Assert.Empty(page.FindAll("tr.group"));
    }

    [Fact]
    public async Task Cards_are_not_selected_and_a_selection_ends_with_the_grid()
    {
        await using var bench = await DepartmentsAsync();
        var page = bench.Open();
        await page.ClickAsync("Select extensions");
        Assert.NotEmpty(page.FindAll("[aria-label='Selection']"));

        await page.ClickAsync("Cards");

        Assert.Empty(page.FindAll("[aria-label='Selection']"));
        Assert.Empty(page.Buttons("Select extensions"));
    }

    [Fact]
    public async Task The_first_picture_has_the_cards_already()
    {
        await using var bench = await DepartmentsAsync();

        var page = bench.Open("look=cards", interactive: false);

        Assert.Equal(["1001", "1004", "1005", "1002", "1003"], page.FindAll(".lines a.line .c-extension").Select(cell => cell.TextContent.Trim()));
        Assert.Null(page.Find(".lines").GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-3")]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("99999999")]
    public async Task Whatever_a_browser_says_of_its_width_there_are_cards(string said)
    {
        await using var bench = await DepartmentsAsync();
        var page = await OpenAsync(bench, "look=cards");

        await page.InvokeAsync(() => page.Find("[data-columns]").Change(said)).InTime();

        Assert.Equal(5, page.FindAll(".lines a.line").Count);
    }

    [Theory]
    [InlineData(1, "0:0 1:1 2:1 3:0 4:1")]
    [InlineData(2, "0:0 1:2 3:0 4:1")]
    [InlineData(7, "0:0 1:2 3:0 4:1")]
    public async Task Lines_end_where_a_group_does(int columns, string lines)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.MoveAsync(Server, "1002", "Sales");
        var view = bench.Open("group=department").FindComponent<ExtensionTable>().Instance.View;

        var divided = CardLine.Divide(view.Visible, columns);

        Assert.Equal(lines, string.Join(' ', divided.Select(line => $"{line.First}:{line.Count}")));
        Assert.Equal(Enumerable.Range(0, divided.Length), divided.Select(line => line.Index));
    }

    private static async Task<PageBench> DepartmentsAsync()
    {
        var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"), Row("1004"), Row("1005"));
        await bench.MoveAsync(Server, "1001", "Sales", "Anna");
        await bench.MoveAsync(Server, "1002", "Support", "Bernd");
        await bench.MoveAsync(Server, "1004", "Sales", "Clara");
        await bench.MoveAsync(Server, "1005", "Sales", "Ada");
        return bench;
    }

    private static async Task<IRenderedComponent<IComponent>> OpenAsync(PageBench bench, string query, int columns = 4)
    {
        var page = bench.Open(query);
        if (page.FindAll("[data-columns]").Count > 0) await TellAsync(page, columns);
        return page;
    }

    /// <summary>Says how many cards fit side by side, as cards.js tells it.</summary>
    private static Task TellAsync(IRenderedComponent<IComponent> page, int columns) =>
        page.InvokeAsync(() => page.Find("[data-columns]").Change($"{columns}")).InTime();

    private static IElement Card(IRenderedComponent<IComponent> page, string exten) =>
        page.FindAll(".lines a.line").Single(card => (card.QuerySelector(".c-extension") ?? card).TextContent.Trim() == exten);

    private static Dictionary<string, int> RenderCounts(IRenderedComponent<IComponent> page) =>
        page.FindComponents<ExtensionCard>().ToDictionary(card => card.Instance.Item.Row.Key.Exten, card => card.RenderCount, StringComparer.Ordinal);

    /// <summary>Headings and numbers with the lines that they stand in, in their order.</summary>
    private static IEnumerable<string> Lines(IRenderedComponent<IComponent> page) =>
        from item in page.FindAll("[data-line]")
        from said in item.LocalName == "span" ? item.Children.ToArray() : [item.QuerySelector(".c-extension") ?? item]
        select $"{item.GetAttribute("data-line")} {string.Join(' ', said.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
}
