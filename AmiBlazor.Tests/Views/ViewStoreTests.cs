using AmiBlazor.Audit;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using AmiBlazor.Views;
using Microsoft.EntityFrameworkCore;
using static AmiBlazor.Tests.Views.ViewAccounts;

namespace AmiBlazor.Tests.Views;

/// <summary>Saved views in real databases: who may do what with them, how many there are, and what is left when somebody goes.</summary>
public sealed class ViewStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly ViewContent Ringing = new("status=ringing", "density=compact");

    public static TheoryData<bool> Databases => [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Views_stay_for_those_who_look_at_them_while_one_changes()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<ViewStore>();
        var anna = await AddAsync(database, "anna");
        Assert.Null(await store.SaveAsync(Author(anna), "Ringing", Ringing));
        var id = Assert.Single(store.Current.Views).Id;
        var (isOver, lacks) = (false, 0);
        var looking = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver)) lacks += store.Current.Find(anna, id) is null ? 1 : 0;
        }, Token);

        for (var round = 0; round < 20; round++) Assert.Null(await store.RenameAsync(Author(anna), id, $"View {round}"));

        Volatile.Write(ref isOver, true);
        await looking;
        Assert.Equal((0, "View 19"), (lacks, store.Current.Find(anna, id)?.Name));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_view_of_ones_own_is_saved_changed_renamed_and_deleted_and_nobody_else_sees_it(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<ViewStore>();
        var (anna, ben) = (await AddAsync(database, "anna"), await AddAsync(database, "ben"));

        Assert.Null(await store.SaveAsync(Author(anna), "Ringing", Ringing));
        var saved = Assert.Single(store.Current.Views);
        Assert.Equal((anna, "Ringing", Ringing, "anna"), (saved.Owner!.Value, saved.Name, saved.Content, saved.CreatedBy));
        Assert.NotNull(store.Current.Find(anna, saved.Id));
        Assert.Null(store.Current.Find(ben, saved.Id));
        Assert.Equal("This view has been deleted.", Said(await store.RenameAsync(Author(ben, mayShare: true), saved.Id, "Mine")));
        Assert.Equal("This view has been deleted.", Said(await store.SetDefaultAsync(Author(ben), saved.Id)));
        Assert.Null(await store.RenameAsync(Author(anna), saved.Id, "Calls"));
        Assert.Null(await store.UpdateAsync(Author(anna), saved.Id, new ViewContent("status=busy", "")));

        Assert.Equal(("Calls", "status=busy"), (store.Current.Views[0].Name, store.Current.Views[0].Content.Query));
        Assert.Equal(store.Current.Views, await ReadAgainAsync(database));
        Assert.Null(await store.DeleteAsync(Author(anna), saved.Id));
        Assert.Empty(store.Current.Views);
        Assert.Empty(await ReadAgainAsync(database));
        Assert.Empty(await database.AuditAsync());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_shared_view_belongs_to_everybody_and_only_who_may_share_changes_it(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<ViewStore>();
        var (anna, ben) = (await AddAsync(database, "anna"), await AddAsync(database, "ben"));
        await store.SaveAsync(Author(anna), "Ringing", Ringing);
        var id = store.Current.Views[0].Id;

        const string Refused = "Your role does not allow you to change shared views. Ask an administrator for the Supervisor role.";
        Assert.Equal(Refused, Said(await store.ShareAsync(Author(anna), id)));
        Assert.Null(await store.ShareAsync(Author(anna, mayShare: true), id));
        Assert.True(store.Current.Find(ben, id)!.IsShared);
        Assert.Equal(Refused, Said(await store.RenameAsync(Author(ben), id, "Mine")));
        Assert.Equal(Refused, Said(await store.UpdateAsync(Author(ben), id, new ViewContent("", ""))));
        Assert.Equal(Refused, Said(await store.DeleteAsync(Author(ben), id)));
        Assert.Equal(Ringing, store.Current.Find(ben, id)!.Content);
        Assert.Null(await store.RenameAsync(Author(ben, mayShare: true), id, "Calls"));
        Assert.Null(await store.DeleteAsync(Author(ben, mayShare: true), id));

        Assert.Empty(store.Current.Views);
        Assert.Equal(
            [
                "anna view-shared Ringing: done", "anna view-shared Ringing: refused", "ben view-changed Ringing: done", "ben view-changed Ringing: refused",
                "ben view-deleted Calls: done", "ben view-deleted Ringing: refused",
            ],
            (await database.AuditAsync()).Select(entry => $"{entry.Who} {entry.Action} {entry.About}: {entry.Outcome}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_person_starts_with_their_own_default_else_with_that_of_the_role(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<ViewStore>();
        var (anna, ben) = (await AddAsync(database, "anna"), await AddAsync(database, "ben"));
        foreach (var name in (string[])["Own", "Common"]) await store.SaveAsync(Author(anna), name, Ringing);
        var (common, own) = (store.Current.Views[0].Id, store.Current.Views[1].Id);
        await store.ShareAsync(Author(anna, mayShare: true), common);

        Assert.Equal("Only an administrator may choose the view that a role starts with.", Said(await store.SetRoleDefaultAsync(Author(anna, mayShare: true), "Viewer", common)));
        Assert.Equal("This view has been deleted.", Said(await store.SetRoleDefaultAsync(Author(anna, true, true), "Viewer", own)));
        Assert.Null(await store.SetRoleDefaultAsync(Author(anna, true, true), "Viewer", common));
        Assert.Null(await store.SetDefaultAsync(Author(anna), common));
        Assert.Null(await store.SetDefaultAsync(Author(anna), own));

        Assert.Equal((own, common), (store.Current.DefaultFor(anna, "Viewer")!.Id, store.Current.DefaultFor(ben, "Viewer")!.Id));
        Assert.Null(store.Current.DefaultFor(ben, "Supervisor"));
        Assert.Null(await store.SetDefaultAsync(Author(anna), null));
        Assert.Equal(common, store.Current.DefaultFor(anna, "Viewer")!.Id);
        Assert.Null(await store.DeleteAsync(Author(ben, mayShare: true), common));
        Assert.Null(store.Current.DefaultFor(anna, "Viewer"));
        Assert.Empty(store.Current.OfRoles);
        Assert.Contains("anna Common: done. The role Viewer starts with it.", await database.AuditAsync(AuditAction.ViewChanged));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task With_an_account_its_own_views_go_and_what_it_shared_stays(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<ViewStore>();
        var anna = await AddAsync(database, "anna");
        foreach (var name in (string[])["Own", "Common"]) await store.SaveAsync(Author(anna), name, Ringing);
        await store.ShareAsync(Author(anna, mayShare: true), store.Current.Views[0].Id);
        await store.SetDefaultAsync(Author(anna), store.Current.Views[1].Id);

        await using (var context = database.NewContext())
            await context.Accounts.Where(account => account.Id == anna).ExecuteDeleteAsync(Token);

        Assert.Equal("Common", Assert.Single(await ReadAgainAsync(database)).Name);
        await using var after = database.NewContext();
        Assert.Equal(0, await after.ViewDefaults.CountAsync(Token));
    }

    [Fact]
    public async Task Names_and_numbers_are_bounded()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<ViewStore>();
        var author = Author(await AddAsync(database, "anna"), mayShare: true);

        Assert.Equal("Enter a name for the view.", Said(await store.SaveAsync(author, null, Ringing)));
        Assert.Equal("The name has 61 characters; at most 60 are allowed.", Said(await store.SaveAsync(author, new string('x', 61), Ringing)));
        Assert.Equal(
            "The search is too long to be saved: 1,001 characters, at most 1,000 are allowed.",
            Said(await store.SaveAsync(author, "Long", new ViewContent(new string('x', 1001), ""))));
        Assert.Null(await store.SaveAsync(author, "Ringing", Ringing));
        Assert.Equal("You already have a view named “RINGING”. Enter another name, or update that view.", Said(await store.SaveAsync(author, "RINGING", Ringing)));
        await store.ShareAsync(author, store.Current.Views[0].Id);
        for (var number = 0; number < ViewStore.MostOwn; number++) Assert.Null(await store.SaveAsync(author, number == 0 ? "Ringing" : $"View {number}", Ringing));
        Assert.Equal("You have 50 views, and cannot have more. Delete one that is no longer needed.", Said(await store.SaveAsync(author, "One more", Ringing)));
        var again = store.Current.Views.Single(view => view is { Name: "Ringing", IsShared: false });
        Assert.Equal("There is already a shared view named “Ringing”. Enter another name.", Said(await store.ShareAsync(author, again.Id)));

        await using (var context = database.NewContext())
        {
            context.SavedViews.AddRange(Enumerable.Range(0, ViewStore.MostShared - 1).Select(number =>
                new ViewEntry { Name = $"Shared {number}", Query = "", Look = "", CreatedBy = "ben", UpdatedAt = TestData.Noon }));
            await context.SaveChangesAsync(Token);
        }

        var own = store.Current.Views.First(view => !view.IsShared && view.Name != "Ringing");
        Assert.Equal("There are 200 shared views, and there cannot be more. Delete one that is no longer needed.", Said(await store.ShareAsync(author, own.Id)));
    }

    [Fact]
    public async Task Every_change_is_told_and_a_refusal_is_not()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<ViewStore>();
        var author = Author(await AddAsync(database, "anna"));
        var told = 0;
        using var subscription = store.Subscribe(() => told++);

        await store.SaveAsync(author, "Ringing", Ringing);
        await store.SaveAsync(author, "Ringing", Ringing);

        Assert.Equal(1, told);
    }

    private Task<TestDatabase> OpenAsync(bool postgreSql) => ViewAccounts.OpenAsync(postgreSql ? server : null);

    // As the next start of the program reads it.
    private static async Task<IReadOnlyList<SavedView>> ReadAgainAsync(TestDatabase database)
    {
        using var other = New(database);
        await other.LoadAsync(Token);
        return other.Current.Views;
    }

    // The first account of a database is Anna's.
    private static ViewAuthor Author(int account, bool mayShare = false, bool mayAdminister = false) =>
        new(account, TestData.Asker(account == 1 ? "anna" : "ben"), mayShare, mayAdminister);

    private static string? Said(FormattableString? problem) => problem is null ? null : FormattableString.Invariant(problem);
}
