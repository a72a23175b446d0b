using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// What holds for every sequence of lists and answers: database, board and a plain model of the rules agree, and the history replays to
/// them.
/// </summary>
[Needs(Need.Time)]
public sealed class ExtensionStorePropertyTests
{
    private static readonly string[] Contexts = ["from-internal", "queues", "From-Internal"];
    private static readonly int[] Codes = [-2, -1, 0, 1, 2, 4, 4, 8, 9, 16, 17, 77];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_any_lists_and_answers_database_board_and_history_agree(int seed) =>
        await CheckAsync(seed, await TestDatabase.CreateAsync(), first => TestDatabase.OpenAsync(first.Path));

    /// <summary>Any database that keeps the promise passes, for any seed.</summary>
    internal static async Task CheckAsync(int seed, TestDatabase first, Func<TestDatabase, Task<TestDatabase>> restartAsync)
    {
        var random = new Random(seed);
        var model = new Dictionary<(string Context, string Exten), (int Code, string Hint, bool Present)>();
        var database = first;
        try
        {
            for (var step = 1; step <= 15; step++)
            {
                var at = Noon.AddSeconds(step);
                var rows = RandomRows(random, random.Next(1, 60));
                StoreResult result;
                var before = model.ToDictionary();
                if (random.Next(4) == 0)
                {
                    result = await database.Store.ApplyAnswersAsync(Server, at, askedStamp: null, rows, Run(), TestContext.Current.CancellationToken);
                }
                else
                {
                    string[] contexts = random.Next(3) == 0 ? [Contexts[random.Next(Contexts.Length)]] : [];
                    rows = [.. rows.Where(row => contexts.Length == 0 || contexts.Contains(row.Context))];
                    if (rows.Length == 0) continue;
                    var listed = rows.Select(row => (row.Context, row.Exten)).ToHashSet();
                    var kept = model.Keys.Where(key => contexts.Length == 0 || contexts.Contains(key.Context));
                    foreach (var key in kept.Where(key => model[key].Present && !listed.Contains(key)))
                        model[key] = model[key] with { Code = 4, Present = false };
                    result = await database.Store.ApplySnapshotAsync(
                        new ExtensionSnapshot(Server, at, contexts, rows), Run(), TestContext.Current.CancellationToken);
                }

                foreach (var row in rows) model[(row.Context, row.Exten)] = (row.StatusCode, row.Hint, true);

                Assert.Equal(
                    model,
                    database.Board.Rows(Server).ToDictionary(row => (row.Key.Context, row.Key.Exten), row => (row.StatusCode, row.Hint, row.Present)));
                Assert.Equal(model.Count, result.Known);
                Assert.Equal(model.Keys.Except(before.Keys).Count(), result.Added);
                Assert.Equal(before.Count(pair => model[pair.Key].Code != pair.Value.Code), result.Changed);
                Assert.Equal(before.Count(pair => pair.Value.Present && !model[pair.Key].Present), result.MarkedOffline);
                Assert.Equal(result.Changed + result.Added, result.ChangedRows.Count);
                await database.AssertConsistentAsync();

                if (random.Next(5) == 0)
                {
                    if (database != first) await database.DisposeAsync();
                    first.LetGo();
                    database = await restartAsync(first);
                    await database.AssertConsistentAsync();
                }
            }

            var rowsOfAll = await database.Queries.ListAsync(ExtensionScope.All, new ExtensionFilter(Server, null, null, null),
                TestContext.Current.CancellationToken);
            Assert.Equal(
                database.Board.Rows(Server).ToDictionary(row => row.Key, row => row with { LastSeen = database.Board.LastSeen(row) }),
                rowsOfAll.ToDictionary(found => found.Row.Key, found => found.Row));
            Assert.All(rowsOfAll, found => Assert.Equal(database.Board.Rows(Server).Single(row => row.Key == found.Row.Key)
                .VerifiedWith(database.Board.For(Server).Facts), (found.VerifiedAt, found.VerifiedBy)));
        }
        finally
        {
            if (database != first) await database.DisposeAsync();
            await first.DisposeAsync();
        }
    }

    private static SnapshotRow[] RandomRows(Random random, int count)
    {
        var rows = new SnapshotRow[count];
        for (var number = 0; number < count; number++)
        {
            var exten = "1" + random.Next(40).ToString("000", System.Globalization.CultureInfo.InvariantCulture);
            rows[number] = Row(exten, Codes[random.Next(Codes.Length)], Contexts[random.Next(Contexts.Length)], random.Next(10) == 0 ? "SIP/moved" : null);
        }

        return rows;
    }
}
