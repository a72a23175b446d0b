using AmiBlazor.Data.Rows;
using AmiBlazor.History;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.History;

/// <summary>What holds for every history and every bound: what is left tells every status since then, and nothing younger goes.</summary>
[Needs(Need.Time)]
public sealed class HistoryCleanerPropertyTests
{
    private static readonly int[] Codes = [0, 1, 2, 4, 8];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_left_tells_every_status_since_the_bound(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();

        await CheckAsync(seed, database);
    }

    /// <summary>Any database that keeps the promise passes, for any seed.</summary>
    internal static async Task CheckAsync(int seed, TestDatabase database)
    {
        var random = new Random(seed);
        var end = await LiveAsync(random, database);
        for (var round = 0; round < 3; round++)
        {
            var before = await database.ChangesAsync();
            var gaps = await GapsAsync(database);

            // Sometimes on a change to the microsecond, sometimes before all or after all of them.
            var cutoff = random.Next(3) == 0 ? before[random.Next(before.Count)].At : Noon.AddSeconds(random.Next(-5, end + 5));
            var (changes, goneGaps) = await database.Service<HistoryCleaner>().CleanAsync(cutoff, Token);

            var after = await database.ChangesAsync();
            Assert.Equal(before.Count - changes, after.Count);
            Assert.Equal(Ids(before.Where(change => change.At > cutoff)), Ids(after.Where(change => change.At > cutoff)));
            Assert.All(after.Where(change => change.At <= cutoff).CountBy(change => change.ExtensionId), old => Assert.Equal(1, old.Value));
            Assert.All(
                before.Select(change => change.At).Where(at => at > cutoff).Append(cutoff).Distinct(),
                at => Assert.Equal(StatusesAt(before, at), StatusesAt(after, at)));
            await database.AssertConsistentAsync(isWhole: false);
            var left = await GapsAsync(database);
            Assert.Equal(gaps.Where(gap => gap.EndedAt is null || gap.EndedAt > cutoff).Select(gap => gap.Id), left.Select(gap => gap.Id));
            Assert.Equal(gaps.Count - goneGaps, left.Count);
        }
    }

    /// <summary>Some extensions that come, change and go, and some gaps; how many seconds that took.</summary>
    private static async Task<int> LiveAsync(Random random, TestDatabase database)
    {
        var second = 0;
        for (var step = 0; step < 25; step++)
        {
            second += random.Next(3);
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(number => Row($"1{number:000}", Codes[random.Next(Codes.Length)]));
            await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddSeconds(second), [.. rows]), Run(), Token);
        }

        await using var context = database.NewContext();
        for (var gap = 0; gap < 12; gap++)
        {
            var beganAt = Noon.AddSeconds(random.Next(second + 1));
            DateTimeOffset? endedAt = random.Next(6) == 0 ? null : beganAt.AddSeconds(random.Next(10));
            context.Gaps.Add(new Gap { Server = Server, BeganAt = beganAt, EndedAt = endedAt, Reason = "The line was cut." });
        }

        await context.SaveChangesAsync(Token);
        return second;
    }

    private static async Task<List<Gap>> GapsAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.Gaps.AsNoTracking().OrderBy(gap => gap.Id).ToListAsync(Token);
    }

    private static IEnumerable<long> Ids(IEnumerable<StatusChange> changes) => changes.Select(change => change.Id);

    private static SortedDictionary<int, int> StatusesAt(List<StatusChange> changes, DateTimeOffset at)
    {
        var statuses = new SortedDictionary<int, int>();
        foreach (var change in changes.Where(change => change.At <= at).OrderBy(change => change.At).ThenBy(change => change.Id))
            statuses[change.ExtensionId] = change.ToCode;
        return statuses;
    }
}
