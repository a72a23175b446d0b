using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>The list of changes in the drawer, and how it follows the board.</summary>
public sealed class ChangeListTests : IAsyncLifetime
{
    private DrawerBench _bench = null!;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await DrawerBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Changes_come_newest_first_with_how_long_each_lasted_and_where_it_came_from()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 8));
        _bench.Database.Execute($"UPDATE StatusChanges SET Source = 'live' WHERE ToCode = 8");
        await _bench.ApplyAsync(Noon.AddHours(-2).AddSeconds(12), Row("1001", 1));
        await _bench.ApplyAsync(Noon.AddMinutes(-30), Row("1001"));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(4, drawer.Changes().Count));
        Assert.Equal(
            [
                "In use in-use then Online|for 30 min so far|11:30:00 · Refresh",
                "Ringing then In use in-use|for 1 h 29 min|10:00:12 · Refresh",
                "Online then Ringing|for 12 s|10:00:00 · Live event",
                "Added Online|for 1 d 22 h|29 Jan 2026, 12:00 · Refresh",
            ],
            drawer.Changes());
        Assert.Empty(drawer.Buttons("Show older"));
    }

    [Fact]
    public async Task Another_number_of_the_same_status_is_no_change_and_its_time_goes_on()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddMinutes(-20), Row("1001", 2));
        await _bench.ApplyAsync(Noon.AddMinutes(-10), Row("1001", 3));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(2, drawer.Changes().Count));
        Assert.StartsWith("Online then Busy|for 20 min so far|", drawer.Changes()[0], StringComparison.Ordinal);
        Assert.Equal((3, (DateTimeOffset?)Noon.AddMinutes(-20)), (_bench.Database.Board.Rows(Server)[0].StatusCode, _bench.Database.Board.Rows(Server)[0].LastStatusChange));
    }

    [Fact]
    public async Task After_the_clock_was_set_back_the_newest_is_on_top_and_no_duration_is_made_up()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddMinutes(-20), Row("1001", 1));
        _bench.Database.Execute($"UPDATE StatusChanges SET At = At + 3600000000 WHERE ToCode = 1");
        await _bench.ApplyAsync(Noon.AddMinutes(-10), Row("1001", 8));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(3, drawer.Changes().Count));
        Assert.Equal("In use in-use then Ringing|for 10 min so far|11:50:00 · Refresh", drawer.Changes()[0]);
        Assert.StartsWith("Online then In use in-use|duration unknown: the clock was set back|", drawer.Changes()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_stands_between_the_changes_and_what_was_found_at_its_end_has_no_time_of_its_own()
    {
        await _bench.ApplyAsync(Noon.AddDays(-2), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-6), Row("1001", 8));
        await _bench.GapAsync(Noon.AddHours(-5), Noon.AddHours(-4));
        await _bench.ResyncAsync(Noon.AddHours(-4), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001", 1));
        await _bench.ResyncAsync(Noon.AddHours(-2), Row("1001", 2));
        await _bench.GapAsync(Noon.AddMinutes(-30), to: null, $"PBX “{Server}” was <b>unplugged</b>.");

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(
            [
                "Not live|for 30 min so far|since 11:30:00 · PBX “main” was <b>unplugged</b>.",
                "In use in-use then Busy|for at least 2 h 00 min so far|10:00:00 at the latest · Found by a resync",
                "Online then In use in-use|for at most 1 h 00 min|09:00:00 · Refresh",
                "Ringing then Online|for at least 1 h 00 min|08:00:00 at the latest · Found after reconnecting",
                "Not live|for 1 h 00 min|07:00:00 – 08:00:00 · AmiBlazor was not running.",
                "Online then Ringing|for at most 2 h 00 min|06:00:00 · Refresh",
                "Added Online|for 1 d 18 h|29 Jan 2026, 12:00 · Refresh",
            ],
            drawer.Changes()));
        drawer.Shows(".now", "since 10:00:00 at the latest");
        Assert.Empty(drawer.FindAll("b"));
    }

    [Fact]
    public async Task Many_gaps_between_two_changes_share_a_line()
    {
        await _bench.ApplyAsync(Noon.AddHours(-9), Row("1001"));
        _bench.InsertGaps(200, number => (Noon.AddHours(-8).AddMinutes(number), Noon.AddHours(-8).AddMinutes(number).AddSeconds(30)));
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001", 8));
        _bench.InsertGaps(3, number => (Noon.AddHours(-2).AddMinutes(number), Noon.AddHours(-2).AddMinutes(number).AddSeconds(30)));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal(6, drawer.Changes().Count));
        Assert.Equal("Not live|for 30 s|10:02:00 – 10:02:30 · Down.", drawer.Changes()[0]);
        Assert.Equal("Not live, 200 times|1 h 40 min in total|04:00:00 – 07:19:30 · Down.", drawer.Changes()[4]);
    }

    [Fact]
    public async Task Gaps_before_an_extension_was_known_are_not_its_own()
    {
        await _bench.GapAsync(Noon.AddHours(-9), Noon.AddHours(-8));
        await _bench.ApplyAsync(Noon.AddHours(-7), Row("1001"));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Contains("No changes since it was first seen", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Equal(["none", "online"], drawer.Pieces());
    }

    [Fact]
    public async Task An_extension_that_never_changed_shows_what_was_not_followed()
    {
        await _bench.ApplyAsync(Noon.AddDays(-3), Row("1001"));
        await _bench.GapAsync(Noon.AddDays(-2), Noon.AddDays(-2).AddMinutes(5));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Equal("Not live|for 5 min|29 Jan 2026, 12:00 – 29 Jan 2026, 12:05 · AmiBlazor was not running.", drawer.Changes()[0]));
        Assert.Equal(2, drawer.Changes().Count);
    }

    [Fact]
    public async Task Older_changes_come_with_the_gaps_between_them()
    {
        await _bench.ApplyAsync(Noon.AddDays(-9), Row("1001"));
        _bench.Insert(60, number => Noon.AddDays(-8).AddMinutes(number));
        _bench.InsertGaps(1, _ => (Noon.AddDays(-8).AddMinutes(2.25), Noon.AddDays(-8).AddMinutes(2.75)));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(50, drawer.Changes().Count));

        await drawer.ClickAsync("Show older");

        drawer.Eventually(() => Assert.Equal(62, drawer.Changes().Count));
        Assert.StartsWith("Not live|for 30 s|", drawer.Changes()[57], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extension_that_never_changed_says_since_when()
    {
        await _bench.ApplyAsync(Noon.AddDays(-3), Row("1001"));

        var drawer = _bench.Open();

        drawer.Eventually(() => Assert.Contains("No changes since it was first seen, 28 Jan 2026, 12:00.", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Empty(drawer.FindAll("li"));
    }

    [Fact]
    public async Task Older_changes_come_fifty_at_a_time_until_there_are_no_more()
    {
        await _bench.ApplyAsync(Noon.AddDays(-9), Row("1001"));
        _bench.Insert(119, number => Noon.AddDays(-8).AddMinutes(number));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(50, drawer.FindAll("li").Count));

        await drawer.ClickAsync("Show older");
        drawer.Eventually(() => Assert.Equal(100, drawer.FindAll("li").Count));
        await drawer.ClickAsync("Show older");
        drawer.Eventually(() => Assert.Equal(120, drawer.FindAll("li").Count));

        Assert.Empty(drawer.Buttons("Show older"));
        Assert.StartsWith("Added", drawer.Changes()[^1], StringComparison.Ordinal);
        Assert.Equal(120, drawer.Changes().Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_change_on_the_board_is_in_list_and_bar_after_a_moment_and_nothing_is_read_twice()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(2, drawer.Changes().Count));

        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001", 4));
        _bench.Show(drawer);
        drawer.Shows(".now", "Offline");
        Assert.Equal(2, drawer.Changes().Count);
        await _bench.ApplyAsync(Noon.AddMinutes(-30), Row("1001", 2));
        _bench.Show(drawer);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(150));

        drawer.Eventually(() => Assert.Equal(4, drawer.Changes().Count));
        Assert.StartsWith("Offline then Busy|for 30 min so far", drawer.Changes()[0], StringComparison.Ordinal);
        Assert.StartsWith("In use in-use then Offline|for 30 min|", drawer.Changes()[1], StringComparison.Ordinal);
        Assert.Contains("Busy 30 min once", drawer.Totals());
    }

    [Fact]
    public async Task A_name_alone_asks_the_database_nothing()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(2, drawer.Changes().Count));

        _bench.Database.Execute("DROP TABLE StatusChanges");
        await _bench.Database.Store.RenameAsync(_bench.Find().Key, "Anna", null, _ => true, Ct);
        _bench.Show(drawer);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));

        drawer.Shows("h2", "1001 Anna");
        Assert.Empty(drawer.Role("alert"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_and_asked_again_on_a_click()
    {
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001"));
        _bench.Database.Execute("ALTER TABLE StatusChanges RENAME TO Away");
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal("The changes could not be read from the database.", drawer.Find("[role=alert] p").TextContent));
        Assert.Contains("PBX: main", drawer.Facts());

        _bench.Database.Execute("ALTER TABLE Away RENAME TO StatusChanges");
        await drawer.ClickAsync("Try again");

        drawer.Eventually(() => Assert.Contains("No changes since it was first seen", drawer.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Empty(drawer.Role("alert"));
    }

    [Fact]
    public async Task What_is_shown_stays_when_what_is_new_cannot_be_read()
    {
        await _bench.ApplyAsync(Noon.AddHours(-3), Row("1001"));
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001", 1));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(2, drawer.Changes().Count));
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001", 4));
        _bench.Database.Execute("ALTER TABLE StatusChanges RENAME TO Away");

        _bench.Show(drawer);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(150));

        drawer.Eventually(() => Assert.Equal("The newest changes could not be read from the database.", drawer.Find("[role=alert] p").TextContent));
        Assert.Equal(2, drawer.Changes().Count);
        _bench.Database.Execute("ALTER TABLE Away RENAME TO StatusChanges");
        await drawer.ClickAsync("Try again");
        drawer.Eventually(() => Assert.Equal(3, drawer.Changes().Count));
    }

    [Fact]
    public async Task Older_changes_that_cannot_be_read_are_told_and_can_be_asked_for_again()
    {
        await _bench.ApplyAsync(Noon.AddDays(-9), Row("1001"));
        _bench.Insert(99, number => Noon.AddDays(-8).AddMinutes(number));
        var drawer = _bench.Open();
        drawer.Eventually(() => Assert.Equal(50, drawer.Changes().Count));
        _bench.Database.Execute("ALTER TABLE StatusChanges RENAME TO Away");

        await drawer.ClickAsync("Show older");

        drawer.Eventually(() => Assert.Equal(["The older changes could not be read from the database."], drawer.Role("alert")));
        _bench.Database.Execute("ALTER TABLE Away RENAME TO StatusChanges");
        await drawer.ClickAsync("Show older");
        drawer.Eventually(() => Assert.Equal(100, drawer.Changes().Count));
        Assert.Empty(drawer.Role("alert"));
    }
}
