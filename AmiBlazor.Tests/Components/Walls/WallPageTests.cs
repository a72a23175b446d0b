using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Walls;
using AmiBlazor.Live;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Walls;

public sealed class WallPageTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task It_counts_by_department_and_says_who_rings_and_who_is_missing()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(_clock.GetUtcNow(), Row("1001"), Row("1002", 1), Row("1003"), Row("1004", 16), Row("1005", 4));
        foreach (var exten in new[] { "1001", "1002", "1003" }) await bench.MoveAsync(Server, exten, "Sales", exten == "1003" ? "Anna Berg" : null);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await bench.ApplyAsync(_clock.GetUtcNow(), Row("1001"), Row("1002", 1), Row("1003", 8), Row("1004", 16), Row("1005", 4));
        _clock.Advance(TimeSpan.FromSeconds(5));

        var page = bench.OpenWall();

        Assert.Equal(["All 5 1 1 1 1 0 0 1 0", "Sales 1 1 1 0 0 0 0 0", "No department 0 0 0 1 0 0 1 0"], Rows(page));
        Assert.Equal(["Rings longest: Anna Berg 0:05", "Waits longest: Not known", "Missing: 1005 1", "In doubt: Nothing 0"], News(page));
        Assert.Equal("1", page.Find("[data-wall]").GetAttribute("data-ringing"));
        Assert.Equal("6000", page.Find("[data-wall]").GetAttribute("data-unheard"));
    }

    [Fact]
    public async Task What_its_PBX_has_not_proved_is_in_doubt_and_counted_as_nothing_else()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002", 8));
        var page = bench.OpenWall();
        Assert.Equal("All 2 1 0 1 0 0 0 0 0", Rows(page)[0]);

        bench.Connections.Update(Server, health => health with { State = MainConnectionState.Down, GapSince = _clock.GetUtcNow() });
        await AskAsync(page, 1);

        Assert.Equal("All 2 0 0 0 0 0 0 0 2", Rows(page)[0]);
        Assert.Equal(["Rings longest: Nobody rings", "In doubt: PBX main 2"], new[] { News(page)[0], News(page)[3] });
    }

    [Fact]
    public async Task A_PBX_that_says_nothing_is_in_doubt_before_anybody_has_noticed_that_it_is_gone()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.OpenWall();

        _clock.Advance(WallReader.Limit - TimeSpan.FromMilliseconds(1));
        await AskAsync(page, 1);
        var before = Rows(page)[0];
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await AskAsync(page, 2);

        Assert.Equal("All 1 1 0 0 0 0 0 0 0", before);
        Assert.Equal("All 1 0 0 0 0 0 0 0 1", Rows(page)[0]);
        Assert.Equal("10000", page.Find("[data-wall]").GetAttribute("data-unheard"));
    }

    [Fact]
    public async Task A_PBX_that_is_not_followed_proves_nothing()
    {
        await using var bench = await PageBench.CreateAsync(time: _clock);
        await bench.ApplyAsync(Row("1001"));

        var page = bench.OpenWall();

        Assert.Equal("All 1 0 0 0 0 0 0 0 1", Rows(page)[0]);
        Assert.False(page.Find("[data-wall]").HasAttribute("data-unheard"));
    }

    [Fact]
    public async Task Each_question_is_answered_with_its_number_and_what_is_true_now()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.OpenWall();
        Assert.Null(page.Find("[data-wall]").GetAttribute("data-trip"));

        await AskAsync(page, 7);
        await page.Find("[data-wall-probe]").ChangeAsync(new ChangeEventArgs { Value = "-1" });

        Assert.Equal("7", page.Find("[data-wall]").GetAttribute("data-trip"));
    }

    [Fact]
    public async Task Who_waits_longest_is_the_first_of_all_queues()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"));
        bench.Calls.Update(Server, health => health with { State = CallsState.Live });
        bench.Queues.Publish(new(Server, [Queue("sales", 5), Queue("support", 65, 3)]));

        var page = bench.OpenWall();

        Assert.Equal("Waits longest: support (+3) 1:05", News(page)[1]);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_shows_nothing()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"));

        var page = bench.OpenWall("department=Nowhere");

        Assert.Equal(["Nowhere 0 0 0 0 0 0 0 0 0", "No extension matches the filter of this wall."], Rows(page));
    }

    [Fact]
    public async Task Who_sees_one_department_finds_that_one_on_the_wall()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Row("1001"), Row("1002"));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.LimitAsync(servers: null, departments: ["Sales"]);

        var page = bench.OpenWall();

        Assert.Equal(["All 1 1 0 0 0 0 0 0 0", "Sales 1 0 0 0 0 0 0 0"], Rows(page));
    }

    [Fact]
    public async Task A_new_page_comes_with_the_time_and_a_dot_says_which_it_is()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync([.. Enumerable.Range(1, 8).Select(number => Row($"100{number}"))]);
        for (var number = 1; number <= 8; number++) await bench.MoveAsync(Server, $"100{number}", $"D{number}");
        var page = bench.OpenWall();
        Assert.Equal("D1", page.FindAll("tbody th")[1].TextContent.Trim());
        Assert.Equal("Page 1 of 2", page.Find(".dots").GetAttribute("aria-label"));

        _clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync(page, 1);

        Assert.Equal("D7", page.FindAll("tbody th")[1].TextContent.Trim());
        Assert.Equal("Page 2 of 2", page.Find(".dots").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_wall_that_is_gone_follows_nothing()
    {
        await using var bench = await BenchAsync();
        var page = bench.OpenWall();
        Assert.Equal(1, bench.Database.Board.SubscriberCount);

        await bench.Context.DisposeComponentsAsync();

        Assert.Equal(0, bench.Database.Board.SubscriberCount);
        Assert.NotNull(page);
    }

    private static Task AskAsync(IRenderedComponent<WallPage> page, int number) =>
        page.Find("[data-wall-probe]").ChangeAsync(new ChangeEventArgs { Value = $"{number}" });

    private static List<string> Rows(IRenderedComponent<WallPage> page) =>
        [.. page.FindAll("tbody tr").Select(row => Text(row.TextContent.Length == 0 ? "" : string.Join(' ', row.Children.Select(cell => cell.TextContent)))).Where(text => text.Length > 0)];

    private static List<string> News(IRenderedComponent<WallPage> page) =>
        [.. page.FindAll(".news > div").Select(news => Text($"{news.Children[0].TextContent}: {string.Join(' ', news.Children.Skip(1).Select(part => part.TextContent))}"))];

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private QueueSnapshot Queue(string name, int seconds, int waiting = 1) => new(Server, name)
    {
        Waiting = [.. Enumerable.Range(1, waiting).Select(position =>
            new WaitingCaller(position, new CallPeer($"1.{position}", "0301234567", "Max", []), _clock.GetUtcNow().AddSeconds(position - 1 - seconds)))],
        Today = new QueueFigures(Noon),
    };

    /// <summary>A page whose PBX is followed and was heard just now.</summary>
    private async Task<PageBench> BenchAsync()
    {
        var bench = await PageBench.CreateAsync([PageBenchPreferences.Nowhere(Server, live: true)], _clock);
        bench.Connections.Update(Server, health => health with { State = MainConnectionState.Following, HeardStamp = _clock.GetTimestamp() });
        return bench;
    }
}
