using AmiBlazor.Components.Drawer;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The bar of the last 24 hours in the drawer.</summary>
public sealed class StatusTimelineViewTests : IAsyncLifetime
{
    private DrawerBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await DrawerBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_bar_has_its_totals_as_a_table_and_a_place_for_what_nobody_knows()
    {
        await _bench.ApplyAsync(Noon.AddHours(-10), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001", 0));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(["Online 9 h 00 min 2 times", "In use in-use 1 h 00 min once", "No data 14 h 00 min"], drawer.Totals()));
        Assert.Equal(["none", "online", "in-use", "online"], drawer.Pieces());
        Assert.Equal("In use · 10:00–11:00 · 1 h 00 min", drawer.Find(".piece.status-in-use").GetAttribute("data-tip"));
        Assert.Equal("No data · until 02:00", drawer.Find(".piece.none").GetAttribute("data-tip"));
        Assert.NotEmpty(drawer.Find("caption").TextContent);
    }

    [Fact]
    public async Task Thumb_and_keyboard_go_along_the_bar_and_hear_what_was_there()
    {
        await _bench.ApplyAsync(Noon.AddHours(-10), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001", 0));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal("Online · since 11:00 · 1 h 00 min", drawer.Find("[type=range]").GetAttribute("aria-valuetext")));

        await drawer.InvokeAsync(() => drawer.Find("[type=range]").Input("1350"));
        Assert.Equal("In use · 10:00–11:00 · 1 h 00 min", drawer.Find("[type=range]").GetAttribute("aria-valuetext"));
        Assert.Contains("on", drawer.Find(".piece.status-in-use").ClassList);
        await drawer.InvokeAsync(() => drawer.Find("[type=range]").Input("60"));
        Assert.Equal("No data · until 02:00", drawer.Find("[type=range]").GetAttribute("aria-valuetext"));
        await drawer.InvokeAsync(() => drawer.Find("[type=range]").Blur());

        Assert.Empty(drawer.FindAll(".piece.on"));
    }

    [Fact]
    public async Task The_bar_moves_with_the_time_a_minute_at_a_time()
    {
        await _bench.ApplyAsync(Noon.AddHours(-10), Row("1001"));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Contains("Online 10 h 00 min once", drawer.Totals()));
        var draws = drawer.FindComponent<StatusTimelineView>().RenderCount;

        _bench.Show(drawer, Noon.AddSeconds(30));
        Assert.Equal(draws, drawer.FindComponent<StatusTimelineView>().RenderCount);
        _bench.Show(drawer, Noon.AddMinutes(6));

        Assert.Contains("Online 10 h 06 min once", drawer.Totals());
    }

    [Fact]
    public async Task Ten_thousand_changes_in_a_day_are_drawn_as_few_pieces()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        _bench.Insert(10_000, number => Noon.AddDays(-1).AddSeconds(8.6 * number));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(50, drawer.FindAll("li").Count));
        Assert.InRange(drawer.FindAll(".piece").Count, 100, 600);
        Assert.Contains(drawer.Totals(), total => total.EndsWith("5,000 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_followed_is_hatched_has_its_own_total_and_is_said()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.GapAsync(Noon.AddHours(-5), Noon.AddHours(-4));
        await _bench.GapAsync(Noon.AddMinutes(-40), to: null);

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(["online", "gap", "online", "gap"], drawer.Pieces()));
        Assert.Equal(["Online 22 h 20 min once", "Not live 1 h 40 min 2 times"], drawer.Totals());
        Assert.Equal(["Not live · 07:00–08:00 · 1 h 00 min", "Not live · since 11:20 · 40 min"], drawer.FindAll(".piece.gap").Select(piece => piece.GetAttribute("data-tip")));
        Assert.Equal("Not live · since 11:20 · 40 min", drawer.Find("[type=range]").GetAttribute("aria-valuetext"));
        drawer.Shows(".note", "Changes may have been missed");
    }

    [Fact]
    public async Task Gaps_past_those_that_are_read_count_as_one_and_never_as_followed()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        _bench.InsertGaps(ChangeHistory.MaxGaps + 500, number =>
            (Noon.AddHours(-12).AddSeconds(15 * number), Noon.AddHours(-12).AddSeconds((15 * number) + 1)));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal("gap", drawer.Pieces()[0]));
        Assert.InRange(drawer.FindAll(".piece").Count, 50, 600);
        Assert.Contains(drawer.Totals(), total => total.StartsWith("Not live 14 h", StringComparison.Ordinal));
        Assert.Equal(2, drawer.FindAll("li").Count);
    }

    [Fact]
    public async Task The_gaps_of_another_PBX_are_none_of_this_one()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        _bench.Database.Execute("INSERT INTO Gaps (Server, BeganAt, Reason) VALUES ('branch', 0, 'Down.')");

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(["online"], drawer.Pieces()));
        Assert.Empty(drawer.FindAll(".note"));
    }
}
