using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Data.Rows;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class ExtensionTableTests
{
    [Fact]
    public async Task Rows_that_move_stay_the_rows_they_are()
    {
        await using var bench = await PageBench.CreateAsync();
        var at = DateTimeOffset.UtcNow;
        await bench.ApplyAsync(at, Row("1001"), Row("1002"), Row("1003"));
        var page = bench.Open("sort=status");
        var before = page.FindComponents<ExtensionTableRow>().ToDictionary(row => row.Instance.Item.Row.Key.Exten, row => row.Instance, StringComparer.Ordinal);

        await bench.ApplyAsync(at.AddSeconds(1), Row("1001", 8), Row("1002"), Row("1003"));
        page.WaitForAssertion(() => Assert.Equal(["1002", "1003", "1001"], page.Shown()), Timeouts.Default);

        // What was on a row, its glow and the keyboard, has gone with it.
        Assert.All(page.FindComponents<ExtensionTableRow>(), row => Assert.Same(before[row.Instance.Item.Row.Key.Exten], row.Instance));
        Assert.Contains("glow-a", page.Row("1001").ClassName, StringComparison.Ordinal);
        Assert.Equal(["2", "3", "4"], page.FindAll("tbody tr.line").Select(row => row.GetAttribute("aria-rowindex")));
    }

    [Fact]
    public async Task A_row_that_moves_long_after_it_changed_does_not_glow_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"), Row("1003"));
        var page = bench.Open();
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001"), Row("1002"), Row("1003", 8));
        page.WaitForAssertion(() => Assert.Contains("glow-a", page.Row("1003").ClassName, StringComparison.Ordinal), Timeouts.Default);

        page.Button("Extension").Click();

        page.WaitForAssertion(() => Assert.Equal(["1003", "1002", "1001"], page.Shown()), Timeouts.Default);
        Assert.DoesNotContain("glow", page.Row("1003").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_draws_only_the_rows_that_come()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("2001"));
        var page = bench.Open();
        var before = page.FindComponents<ExtensionTableRow>().ToDictionary(row => row.Instance.Item.Row.Key.Exten, row => row.Instance, StringComparer.Ordinal);

        page.Find("input[type=search]").Input("2");

        page.WaitForAssertion(() => Assert.Equal(["1002", "2001"], page.Shown()), Timeouts.Default);
        Assert.All(page.FindComponents<ExtensionTableRow>(), row => Assert.Same(before[row.Instance.Item.Row.Key.Exten], row.Instance));
    }

    [Theory]
    [InlineData("away", "Away")]
    [InlineData("xa", "Extended away")]
    [InlineData("dnd", "Do not disturb")]
    [InlineData("chat", null)]
    [InlineData("available", null)]
    [InlineData("unavailable", null)]
    [InlineData("<b>dnd</b>", null)]
    public async Task Only_presence_that_keeps_from_answering_is_marked_and_said(string presence, string? word)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await HearAsync(bench, presence, null);

        var page = bench.Open();

        Assert.Equal(word, page.FindAll(".c-status .presence").SingleOrDefault()?.TextContent.Trim());
        Assert.Equal(word is not null, page.RowText("1001").Contains(word ?? "?", StringComparison.Ordinal));
        Assert.Empty(page.Row("1002").QuerySelectorAll(".presence"));
    }

    [Fact]
    public async Task A_mark_comes_and_goes_with_its_row_alone()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        var page = bench.Open();
        var other = page.RenderCounts()["1002"];

        await HearAsync(bench, "dnd", "In a meeting");
        page.WaitForAssertion(() => Assert.Equal("Do not disturb: In a meeting", page.Row("1001").QuerySelector(".presence")!.GetAttribute("title")), Timeouts.Default);
        await HearAsync(bench, null, null);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".presence")), Timeouts.Default);
        Assert.Equal(other, page.RenderCounts()["1002"]);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\u202egnirts\u0007")]
    [InlineData("مرحبا بالعالم")]
    public async Task The_words_of_a_mark_are_text_and_stay_short(string hostile)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        await HearAsync(bench, "away", hostile + new string('W', 10_000));

        var page = bench.Open();

        Assert.Empty(page.FindAll("img"));
        Assert.InRange(page.Find(".presence").TextContent.Length, 20, DisplayText.MaxCell + 20);
        Assert.DoesNotContain("\u0007", page.Find(".presence").GetAttribute("title"), StringComparison.Ordinal);
    }

    private static async Task HearAsync(PageBench bench, string? presence, string? message)
    {
        bench.Database.Service<LiveEventQueues>().For(Server).Enqueue(new LivePresence(Context, "1001", presence, message, Noon.AddMinutes(1)));
        await bench.Database.Store.WriteQueuedEventsAsync(Server, Xunit.TestContext.Current.CancellationToken);
    }
}
