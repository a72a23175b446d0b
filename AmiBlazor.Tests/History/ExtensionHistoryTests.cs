using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.History;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

/// <summary>An extension's history in pieces: the newest, what is older, what is new.</summary>
public sealed class ExtensionHistoryTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_newest_part_holds_all_since_a_time_and_the_change_before_that()
    {
        var id = await ChangeAsync(10);

        var recent = await RecentAsync(id, Noon.AddMinutes(7), atLeast: 1);

        Assert.Equal([9, 8, 7, 6], Minutes(recent.Changes));
        Assert.True(recent.HasOlder);
        Assert.Equal(Noon, recent.FirstKnownAt);
        Assert.Equal((0, 1, ChangeSource.Refresh), (recent.Changes[0].FromCode, recent.Changes[0].ToCode, recent.Changes[0].Source));
    }

    [Fact]
    public async Task The_newest_part_is_filled_up_with_what_is_older_as_far_as_there_is_any()
    {
        var id = await ChangeAsync(10);

        Assert.Equal([9, 8, 7, 6, 5], Minutes((await RecentAsync(id, Noon.AddMinutes(9), atLeast: 5)).Changes));
        var all = await RecentAsync(id, Noon.AddDays(1), atLeast: 50);
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], Minutes(all.Changes));
        Assert.False(all.HasOlder);
        Assert.Null(all.Changes[^1].FromCode);
        Assert.False((await RecentAsync(id, Noon.AddDays(-1), atLeast: 1)).HasOlder);
    }

    [Fact]
    public async Task A_history_whose_beginning_was_cleared_away_has_no_beginning()
    {
        var id = await ChangeAsync(5);
        _database.Execute("DELETE FROM StatusChanges WHERE FromCode IS NULL");

        var recent = await RecentAsync(id, Noon, atLeast: 50);

        Assert.Null(recent.FirstKnownAt);
        Assert.False(recent.HasOlder);
        Assert.Equal(4, recent.Changes.Count);
    }

    [Fact]
    public async Task An_extension_without_changes_has_an_empty_history()
    {
        var recent = await RecentAsync(4711, Noon, atLeast: 50);

        Assert.Empty(recent.Changes);
        Assert.False(recent.HasOlder);
        Assert.Null(recent.FirstKnownAt);
    }

    [Fact]
    public async Task Older_changes_follow_without_a_gap_or_a_double_even_where_many_have_one_time()
    {
        var id = await ChangeAsync(1);
        for (var change = 0; change < 40; change++)
            _database.Execute(Insert(id, change % 2, (change + 1) % 2, Noon.AddMinutes(1 + (change / 10))));

        var found = new List<ChangeEntry>((await RecentAsync(id, Noon.AddDays(1), atLeast: 7)).Changes);
        while (await OlderAsync(id, found[^1]) is { Count: > 0 } older) found.AddRange(older);

        Assert.Equal(41, found.Count);
        Assert.Equal(found.OrderByDescending(change => change.Id), found);
        Assert.Equal(41, found.DistinctBy(change => change.Id).Count());

        Task<IReadOnlyList<ChangeEntry>> OlderAsync(int extension, ChangeEntry before) =>
            _database.Queries.OlderAsync(extension, before, 7, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_new_is_what_was_saved_later_whatever_its_time()
    {
        var id = await ChangeAsync(5);
        var last = (await RecentAsync(id, Noon, atLeast: 1)).Changes.Max(change => change.Id);
        Assert.Empty(await NewerAsync(id, last));
        _database.Execute(Insert(id, 0, 8, Noon.AddMinutes(9)));
        _database.Execute(Insert(id, 0, 2, Noon.AddMinutes(2)));
        _database.Execute(Insert(id, 0, 2, Noon.AddDays(-2)));

        Assert.Equal([-2880, 2, 9], Minutes(await NewerAsync(id, last)));
    }

    /// <summary>The clock was an hour fast or forty days ahead, and was set back: a history shows the changes as they came all the same.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(40 * 24 * 60)]
    public async Task A_clock_that_is_set_back_turns_no_history_round(int ahead)
    {
        var id = await ChangeAsync(5);
        int[] codes = [0, 8, 1, 0, 8, 1, 0, 8, 1, 0, 8];
        for (var number = 1; number < codes.Length; number++)
            _database.Execute(Insert(id, codes[number - 1], codes[number], Noon.AddMinutes(5 + number + (number <= 5 ? ahead : 0))));

        var recent = await RecentAsync(id, Noon.AddMinutes(12), atLeast: 1);
        var paged = new List<ChangeEntry>((await RecentAsync(id, Noon.AddDays(100), atLeast: 4)).Changes);
        while (await _database.Queries.OlderAsync(id, paged[^1], 3, TestContext.Current.CancellationToken) is { Count: > 0 } older) paged.AddRange(older);
        var rest = await _database.Queries.HistoryAsync(
            ExtensionScope.All, new ExtensionKey(Server, "from-internal", "1001"), null, null, TestContext.Current.CancellationToken);

        foreach (var history in new[] { recent.Changes, paged, rest! })
        {
            Assert.Equal(8, history[0].ToCode);
            Assert.All(history.Zip(history.Skip(1)), pair => Assert.Equal((pair.Second.ToCode, true), (pair.First.FromCode!.Value, pair.First.Id > pair.Second.Id)));
        }

        Assert.Equal(15, paged.Count);
        Assert.Equal(paged.Select(change => change.Id), rest!.Select(change => change.Id));
        Assert.Equal(Noon, recent.FirstKnownAt);
    }

    private static string Insert(int id, int from, int to, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO StatusChanges (ExtensionId, FromCode, ToCode, At, Source) VALUES ({id}, {from}, {to}, {UtcTime.ToStored(at)}, 'live')");

    private static IEnumerable<int> Minutes(IEnumerable<ChangeEntry> changes) => changes.Select(change => (int)(change.At - Noon).TotalMinutes);

    private Task<RecentHistory> RecentAsync(int id, DateTimeOffset since, int atLeast) =>
        _database.Queries.RecentAsync(id, since, atLeast, TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<ChangeEntry>> NewerAsync(int id, long afterId) =>
        _database.Queries.NewerAsync(id, afterId, TestContext.Current.CancellationToken);

    /// <summary>So many changes, one a minute from noon on, among those of another extension.</summary>
    private async Task<int> ChangeAsync(int count)
    {
        for (var minute = 0; minute < count; minute++)
        {
            await _database.Store.ApplySnapshotAsync(
                Snapshot(Noon.AddMinutes(minute), Row("1001", minute % 2), Row("1002", minute % 2)), Run(), TestContext.Current.CancellationToken);
        }

        return _database.Board.Rows(Server).Single(row => row.Key.Exten == "1001").Id;
    }
}
