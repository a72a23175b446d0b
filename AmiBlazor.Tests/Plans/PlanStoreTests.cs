using AmiBlazor.Audit;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Plans;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Plans;

/// <summary>Floor plans in real databases: what is kept, what is refused, and who did it.</summary>
public sealed class PlanStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly Actor Ada = Asker("ada");
    private static readonly PlanShape Room = new(16, 9);

    public static TheoryData<bool> Databases => [new(false), new TheoryDataRow<bool>(true).WithTrait(NeedsAttribute.Trait, nameof(Need.PostgreSql))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plans_stay_for_those_who_look_at_them_while_one_changes()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<PlanStore>();
        var (id, _) = await store.AddAsync(Ada, "Floor", Room, picture: null);
        var (isOver, lacks) = (false, 0);
        var looking = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver)) lacks += store.Find(id!.Value) is null ? 1 : 0;
        }, Token);

        for (var round = 0; round < 20; round++) Assert.Null(await store.RenameAsync(Ada, id!.Value, $"Floor {round}"));

        Volatile.Write(ref isOver, true);
        await looking;
        Assert.Equal((0, "Floor 19"), (lacks, store.Find(id!.Value)?.Name));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_plan_its_picture_and_its_places_are_there_after_a_restart(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<PlanStore>();
        await database.FollowAsync(Row("1001"), Row("1002"), Row("1003"));
        var (first, second, third) = (IdOf(database, "1001"), IdOf(database, "1002"), IdOf(database, "1003"));
        var picture = PlanPicture.Read(Pictures.Png(1600, 1200)).Picture!;
        var told = 0;
        using var subscription = store.Subscribe(() => told++);

        var (id, _) = await store.AddAsync(Ada, "First floor", Room, picture);
        var (room, _) = await store.AddAsync(Ada, "attic", Room, null);
        Assert.Null(await store.PlaceAsync(Ada, id!.Value, Places((first, 10, 20), (second, 1000, 0), (third, 5, 5), (99999, 1, 1))));
        var attic = store.Find(room!.Value);
        Assert.Null(await store.PlaceAsync(Ada, id.Value, new Dictionary<int, PlanPoint?> { [first] = new(30, 40), [third] = null }));
        Assert.Null(await store.RenameAsync(Ada, id.Value, "Ground floor"));

        Assert.Equal(5, told);
        Assert.Same(attic, store.Find(room.Value));
        using var other = New(database);
        await other.LoadAsync(Token);
        Assert.Equal(["attic", "Ground floor"], other.Current.Select(plan => plan.Name));
        var read = other.Find(id.Value)!;
        Assert.Equal(new PlanShape(1600, 1200), read.Shape);
        Assert.Equal($"./plans/{id}/picture?v={picture.Version}", read.Picture);
        Assert.Equal([(first, new PlanPoint(30, 40)), (second, new PlanPoint(1000, 0))], read.Places.OrderBy(place => place.Key).Select(place => (place.Key, place.Value)));
        var (type, content) = (await other.FindPictureAsync(id.Value, Token)).GetValueOrDefault();
        Assert.Equal("image/png", type);
        Assert.Equal(picture.Content, content);
        Assert.Null(await other.FindPictureAsync(room.Value, Token));
        Assert.Equal(
            [
                "plan-made First floor With a picture.", "plan-made attic An empty room.", "plan-changed First floor 3 placed, 0 moved, 0 removed.",
                "plan-changed First floor 0 placed, 1 moved, 1 removed.", "plan-changed First floor Now named “Ground floor”.",
            ],
            await EntriesAsync(database));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Two_people_who_arrange_the_same_plan_do_not_undo_each_others_work(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<PlanStore>();
        await database.FollowAsync(Row("1001"), Row("1002"));
        var (first, second) = (IdOf(database, "1001"), IdOf(database, "1002"));
        var id = (await store.AddAsync(Ada, "Floor", Room, null)).Id!.Value;

        var both = await Task.WhenAll(store.PlaceAsync(Ada, id, Places((first, 1, 1))), store.PlaceAsync(Asker("ben"), id, Places((second, 2, 2))));

        Assert.Equal([null, null], both);
        Assert.Equal([first, second], store.Find(id)!.Places.Keys.Order());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Deleting_a_plan_takes_its_picture_and_places_and_an_extension_takes_its_place(bool postgreSql)
    {
        await using var database = await OpenAsync(postgreSql);
        var store = database.Service<PlanStore>();
        await database.FollowAsync(Row("1001"), Row("1002"));
        var (first, second) = (IdOf(database, "1001"), IdOf(database, "1002"));
        var id = (await store.AddAsync(Ada, "Floor", Room, PlanPicture.Read(Pictures.Pixel).Picture)).Id!.Value;
        await store.PlaceAsync(Ada, id, Places((first, 1, 1), (second, 2, 2)));
        await using (var context = database.NewContext()) await context.Extensions.Where(row => row.Id == first).ExecuteDeleteAsync(Token);
        using (var other = New(database))
        {
            await other.LoadAsync(Token);
            Assert.Equal([second], other.Find(id)!.Places.Keys);
        }

        Assert.Null(await store.DeleteAsync(Ada, id));

        Assert.Empty(store.Current);
        await using var after = database.NewContext();
        Assert.Equal((0, 0), (await after.PlanPictures.CountAsync(Token), await after.PlanPlaces.CountAsync(Token)));
        Assert.Equal("This floor plan has been deleted.", (await store.DeleteAsync(Ada, id))!.Format);
        Assert.Equal("plan-deleted Floor ", (await EntriesAsync(database)).Last());
    }

    [Fact]
    public async Task Names_are_unique_and_not_too_long()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<PlanStore>();
        var id = (await store.AddAsync(Ada, "Floor", Room, null)).Id!.Value;

        Assert.Equal("Enter a name for the floor plan.", Said((await store.AddAsync(Ada, null, Room, null)).Problem));
        Assert.Equal("The name has 61 characters; at most 60 are allowed.", Said((await store.AddAsync(Ada, new string('x', 61), Room, null)).Problem));
        Assert.Equal("There is already a floor plan named “FLOOR”. Enter another name.", Said((await store.AddAsync(Ada, "FLOOR", Room, null)).Problem));
        Assert.Null(await store.RenameAsync(Ada, id, "FLOOR"));
        Assert.Single(store.Current);
    }

    [Fact]
    public async Task There_are_no_more_than_50_plans_and_500_places_and_the_plan_stays_as_it_was()
    {
        await using var database = await OpenAsync(postgreSql: false);
        var store = database.Service<PlanStore>();
        await database.FollowAsync([.. Enumerable.Range(1000, 501).Select(number => Row($"{number}"))]);
        var all = database.Board.Rows(Server).Select(row => (row.Id, 1, 1)).ToArray();
        for (var number = 0; number < PlanStore.Most; number++) Assert.Null((await store.AddAsync(Ada, $"Floor {number}", Room, null)).Problem);
        var id = store.Current[0].Id;

        Assert.Null(await store.PlaceAsync(Ada, id, Places(all[..500])));
        var problem = await store.PlaceAsync(Ada, id, Places(all[500]));

        Assert.Equal("The plan would have 501 places; at most 500 are allowed. Make another plan for the rest, for example one for each floor.", Said(problem));
        Assert.Equal(500, store.Find(id)!.Places.Count);
        Assert.Equal(
            "There are 50 floor plans, and there cannot be more. Delete one that is no longer needed.", Said((await store.AddAsync(Ada, "One more", Room, null)).Problem));
    }

    [Fact]
    public void Several_at_once_stand_in_rows_on_the_plan_wherever_they_begin()
    {
        foreach (var from in (PlanPoint[])[new(0, 0), new(500, 500), new(1000, 1000)])
        {
            var points = PlanRows.Of(24, from, Room);

            Assert.Equal(24, points.Count);
            Assert.Equal(from, points[0]);
            Assert.All(points, point => Assert.Equal(point, PlanPoint.Within(point.X, point.Y)));
        }

        Assert.Equal(24, PlanRows.Of(24, new(100, 100), Room).Distinct().Count());
        Assert.Empty(PlanRows.Of(0, new(0, 0), Room));
    }

    private static string? Said(FormattableString? problem) => problem is null ? null : FormattableString.Invariant(problem);

    private static Dictionary<int, PlanPoint?> Places(params (int Id, int X, int Y)[] places) =>
        places.ToDictionary(place => place.Id, place => (PlanPoint?)new PlanPoint(place.X, place.Y));

    private static int IdOf(TestDatabase database, string exten) => database.Board.Rows(Server).Single(row => row.Key.Exten == exten).Id;

    private static PlanStore New(TestDatabase database) => new(
        database.Service<IDbContextFactory<AmiBlazorDbContext>>(), database.Service<SqliteWriteLock>(), database.Service<AuditLog>(), TimeProvider.System,
        NullLogger<PlanStore>.Instance);

    private static async Task<List<string>> EntriesAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.Action} {entry.About} {entry.Detail}").ToListAsync(Token);
    }

    private Task<TestDatabase> OpenAsync(bool postgreSql)
    {
        return postgreSql ? TestDatabase.ConnectAsync(server.NewDatabase(), Configure) : TestDatabase.CreateAsync(TimeProvider.System, Configure);

        static void Configure(HostApplicationBuilder builder) => builder.Services.AddAudit().AddPlans();
    }
}
