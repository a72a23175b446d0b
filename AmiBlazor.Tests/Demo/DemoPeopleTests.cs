using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Plans;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Demo;

public sealed class DemoPeopleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_shows_people_as_soon_as_its_extensions_are_known()
    {
        await using var database = await OpenAsync();
        using var people = People(database);
        await people.StartAsync(Token);

        await ListAsync(database, "1000", "1001", "1004");
        await people.ExecuteTask!.InTime();

        var rows = database.Board.Rows(DemoPbx.ServerName);
        Assert.Equal(3, rows.Count);
        Assert.Equal(3, rows.Select(row => row.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(rows, row => Assert.Matches(@"^\p{Lu}\p{L}+ \p{Lu}\p{L}+$", row.Name));
        Assert.All(rows, row => Assert.NotEmpty(row.Department!));
        var plan = Assert.Single(database.Service<PlanStore>().Current);
        Assert.Equal(DemoPlan.Name, plan.Name);
        Assert.Equal(rows.Select(row => row.Id).Order(), plan.Places.Keys.Order());
        Assert.Equal(3, plan.Places.Values.Distinct().Count());
    }

    [Fact]
    public async Task Names_that_were_given_or_removed_by_a_person_stay_as_they_are()
    {
        await using var database = await OpenAsync();
        await ListAsync(database, "1000", "1001");
        await database.Store.RenameAsync(new ExtensionKey(DemoPbx.ServerName, DemoFloor.MainContext, "1001"), "Ada", null, _ => true, Token);
        using var people = People(database);

        await people.StartAsync(Token);
        await people.ExecuteTask!.InTime();

        Assert.Equal([null, "Ada"], database.Board.Rows(DemoPbx.ServerName).OrderBy(row => row.Key.Exten, StringComparer.Ordinal).Select(row => row.Name));
    }

    [Fact]
    public async Task A_real_PBX_of_the_same_name_gets_none()
    {
        await using var database = await OpenAsync();
        await ListAsync(database, "1000");
        using var people = People(database, isEnabled: false);

        await people.StartAsync(Token);
        await people.ExecuteTask!.InTime();

        Assert.Null(Assert.Single(database.Board.Rows(DemoPbx.ServerName)).Name);
    }

    [Fact]
    public void A_floor_of_the_usual_size_has_few_namesakes()
    {
        var names = Enumerable.Range(0, 120).Select(DemoPeople.NameOf).ToList();

        Assert.Equal(120, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static Task<TestDatabase> OpenAsync() => TestDatabase.CreateAsync(TimeProvider.System, static builder => builder.Services.AddAudit().AddPlans());

    private static DemoPeople People(TestDatabase database, bool isEnabled = true) => new(
        Options.Create(new DemoOptions { Enabled = isEnabled }), database.Board, database.Store, database.Service<PlanStore>(), NullLogger<DemoPeople>.Instance);

    private static Task ListAsync(TestDatabase database, params string[] numbers) => database.Store.ApplySnapshotAsync(
        new ExtensionSnapshot(DemoPbx.ServerName, TestData.Noon, [], numbers.Select(number => TestData.Row(number, context: DemoFloor.MainContext)).ToArray()),
        TestData.Run(server: DemoPbx.ServerName),
        Token);
}
