using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Tests.Support;
using AmiBlazor.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;
using static AmiBlazor.Tests.Views.ViewAccounts;

namespace AmiBlazor.Tests.Views;

/// <summary>Favourites in real databases, by account and extension.</summary>
public sealed class FavouriteStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    public static TheoryData<bool> Databases => [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Each_account_has_its_own_and_they_are_there_after_a_restart(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql ? server : null);
        var store = database.Service<FavouriteStore>();
        await database.FollowAsync(Row("1001"), Row("1002"));
        var (first, second) = (IdOf(database, "1001"), IdOf(database, "1002"));
        var (anna, ben) = (await AddAsync(database, "anna"), await AddAsync(database, "ben"));
        var told = 0;
        using var subscription = store.Subscribe(() => told++);

        Assert.Null(await store.SetAsync(anna, first, isFavourite: true));
        Assert.Null(await store.SetAsync(anna, second, isFavourite: true));
        Assert.Null(await store.SetAsync(anna, second, isFavourite: true));
        Assert.Null(await store.SetAsync(anna, first, isFavourite: false));
        Assert.Null(await store.SetAsync(ben, first, isFavourite: true));

        Assert.Equal([second], store.Of(anna));
        Assert.Equal([first], store.Of(ben));
        Assert.Equal(4, told);
        using var other = new FavouriteStore(
            database.Service<IDbContextFactory<AmiBlazorDbContext>>(), database.Service<SqliteWriteLock>(), NullLogger<FavouriteStore>.Instance);
        Assert.Empty(other.Of(anna));
        await other.LoadAsync(anna, Token);
        Assert.Equal([second], other.Of(anna));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task They_go_with_the_account_and_with_the_extension(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql ? server : null);
        var store = database.Service<FavouriteStore>();
        await database.FollowAsync(Row("1001"), Row("1002"));
        var (first, second) = (IdOf(database, "1001"), IdOf(database, "1002"));
        var (anna, ben) = (await AddAsync(database, "anna"), await AddAsync(database, "ben"));
        foreach (var account in (int[])[anna, ben])
        {
            await store.SetAsync(account, first, isFavourite: true);
            await store.SetAsync(account, second, isFavourite: true);
        }

        await using (var context = database.NewContext())
        {
            await context.Accounts.Where(account => account.Id == anna).ExecuteDeleteAsync(Token);
            await context.Extensions.Where(extension => extension.Id == first).ExecuteDeleteAsync(Token);
        }

        await using var after = database.NewContext();
        var left = await after.Favourites.AsNoTracking().SingleAsync(Token);
        Assert.Equal((ben, second), (left.AccountId, left.ExtensionId));
    }

    [Fact]
    public async Task Their_number_is_bounded()
    {
        await using var database = await OpenAsync(null);
        var store = database.Service<FavouriteStore>();
        await database.FollowAsync(Rows(FavouriteStore.Most + 1));
        var anna = await AddAsync(database, "anna");
        var ids = database.Board.Rows(Server).Select(row => row.Id).ToList();
        await using (var context = database.NewContext())
        {
            context.Favourites.AddRange(ids.Take(FavouriteStore.Most).Select(id => new FavouriteEntry { AccountId = anna, ExtensionId = id }));
            await context.SaveChangesAsync(Token);
        }

        var problem = await store.SetAsync(anna, ids[^1], isFavourite: true);

        Assert.Equal("You have 500 favourites, and cannot have more.", FormattableString.Invariant(problem!));
        Assert.Equal(FavouriteStore.Most, store.Of(anna).Count);
    }

    private static int IdOf(TestDatabase database, string exten) => database.Board.Rows(Server).Single(row => row.Key.Exten == exten).Id;
}
