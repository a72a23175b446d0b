using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class RepeatedNumbersTests
{
    [Fact]
    public void A_number_is_told_apart_by_what_differs_and_by_nothing_else()
    {
        var numbers = new RepeatedNumbers([new("main", "sales", "100"), new("main", "support", "100"), new("branch", "sales", "200"),
            new("main", "sales", "200"), new("branch", "a", "300"), new("branch", "b", "300"), new("main", "a", "300"), new("main", "a", "400")]);

        Assert.Equal(Distinction.Context, numbers.Of(new ExtensionKey("main", "sales", "100")));
        Assert.Equal(Distinction.Pbx, numbers.Of(new ExtensionKey("main", "sales", "200")));
        Assert.Equal(Distinction.Pbx | Distinction.Context, numbers.Of(new ExtensionKey("branch", "b", "300")));
        Assert.Equal(Distinction.Pbx, numbers.Of(new ExtensionKey("main", "a", "300")));
        Assert.Equal(Distinction.None, numbers.Of(new ExtensionKey("main", "a", "400")));
    }

    [Fact]
    public async Task The_context_stands_beside_a_number_that_is_there_twice_also_where_its_column_is_hidden()
    {
        await using var bench = await PageBench.CreateAsync();
        bench.Like(new DisplayPreferences { Hidden = [GridColumn.Context] });
        await bench.ApplyAsync(Row("1001", context: "sales"), Row("1001", context: "support"), Row("1002", context: "sales"));

        var page = bench.Open();

        Assert.Equal(["1001 sales", "1001 support", "1002"], page.FindAll("tbody .c-extension").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task The_PBX_stands_there_when_another_one_has_the_number()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1001"), Row("1002"));
        await bench.ApplyAsync("branch", Noon, Row("1001"));

        var page = bench.Open();

        Assert.Equal(["1001 branch", "1001 main", "1002"], page.FindAll("tbody .c-extension").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task It_comes_when_the_second_one_comes()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001", context: "sales"));
        var page = bench.Open();
        Assert.Empty(page.FindAll(".which"));

        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", context: "sales"), Row("1001", context: "support"));

        page.WaitForAssertion(() => Assert.Equal(["sales", "support"], page.FindAll(".which").Select(which => which.TextContent.Trim())), Timeouts.Default);
    }

    [Fact]
    public async Task Who_may_not_see_the_other_one_is_not_told_of_it()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await bench.ApplyAsync("main", Noon, Row("1001"));
        await bench.ApplyAsync("branch", Noon, Row("1001"));
        await bench.LimitAsync(["main"], departments: null);

        var page = bench.Open();

        Assert.Equal(["1001"], page.Shown());
        Assert.Empty(page.FindAll(".which"));
    }
}
