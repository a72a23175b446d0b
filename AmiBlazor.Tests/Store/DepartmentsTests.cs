using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>Many extensions are put into a department at once.</summary>
public sealed class DepartmentsTests
{
    private static readonly ExtensionKey One = new("main", Context, "1001");
    private static readonly ExtensionKey Two = new("branch", Context, "2001");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_or_none_of_several_PBXs_are_saved()
    {
        await using var database = await BothAsync();
        await using (var context = database.NewContext())
        {
            await context.StatusChanges.Where(change => change.Extension!.Exten == "2001").ExecuteDeleteAsync(Token);
            await context.Extensions.Where(extension => extension.Exten == "2001").ExecuteDeleteAsync(Token);
        }

        await Assert.ThrowsAsync<StoreException>(() => database.Store.SetDepartmentAsync([One, Two], "Sales", _ => true, Token)).InTime();

        Assert.Null(database.Board.Snapshot.Find(row => row.Key == One)!.Department);
        await using (var context = database.NewContext())
            Assert.Null((await context.Extensions.SingleAsync(extension => extension.Exten == "1001", Token)).Department);

        // The locks are free again.
        Assert.Single(await database.Store.SetDepartmentAsync([One], "Sales", _ => true, Token).InTime());
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task Callers_that_name_the_PBXs_in_different_order_do_not_wait_for_each_other_for_ever()
    {
        await using var database = await BothAsync();

        await Task.WhenAll(SetAsync([One, Two], "a"), SetAsync([Two, One], "b")).InTime();

        var departments = database.Board.Snapshot.Rows().Where(row => row.Key == One || row.Key == Two).Select(row => row.Department).Distinct();
        Assert.Contains(Assert.Single(departments), (string?[])["a 50", "b 50"]);
        await database.AssertConsistentAsync();

        Task SetAsync(ExtensionKey[] keys, string department) => Task.Run(
            async () =>
            {
                for (var round = 1; round <= 50; round++) await database.Store.SetDepartmentAsync(keys, $"{department} {round}", _ => true, Token);
            },
            Token);
    }

    [Fact]
    public async Task What_is_unknown_not_allowed_or_there_already_is_left_out()
    {
        await using var database = await BothAsync();
        await database.Store.RenameAsync(Two, "Bernd", "Sales", _ => true, Token);

        var changes = await database.Store.SetDepartmentAsync(
            [One, One, Two, One with { Exten = "9" }, One with { Exten = "1002" }], " Sales ", row => row.Key.Exten != "1002", Token);

        var (before, after) = Assert.Single(changes);
        Assert.Equal((One, null, "Sales"), (after.Key, before.Department, after.Department));
        Assert.Equal("Bernd", database.Board.Snapshot.Find(row => row.Key == Two)!.Name);
        Assert.Null(database.Board.Snapshot.Find(row => row.Key.Exten == "1002")!.Department);
        await database.AssertConsistentAsync();
    }

    [Fact]
    public async Task More_than_may_be_saved_at_once_are_refused()
    {
        await using var database = await BothAsync();
        var keys = Enumerable.Range(0, ExtensionStore.MostAtOnce + 1).Select(number => One with { Exten = $"{number}" }).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(() => database.Store.SetDepartmentAsync(keys, "Sales", _ => true, Token));
    }

    private static async Task<TestDatabase> BothAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await database.Store.ApplySnapshotAsync(new ExtensionSnapshot("main", Noon, [], new[] { Row("1001"), Row("1002") }), Run(server: "main"), Token);
        await database.Store.ApplySnapshotAsync(new ExtensionSnapshot("branch", Noon, [], new[] { Row("2001") }), Run(server: "branch"), Token);
        return database;
    }
}
