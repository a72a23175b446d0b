using AmiBlazor.Components.Grid;
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
}
