using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.People;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.People;

/// <summary>The largest file costs what its changes cost, not what it weighs.</summary>
[Collection(MemoryTests.Name)]
public sealed class ImportMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_file_of_20_MB_is_read_without_being_held()
    {
        await using var database = await TestDatabase.CreateAsync(configure: builder => builder.Services.AddAudit().AddPeople());
        await database.Store.ApplySnapshotAsync(Snapshot(Noon, Rows(100)), Run(), TestContext.Current.CancellationToken);
        var importer = database.Service<PeopleImporter>();
        var name = new string('x', 180);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;

        // Unknown extensions but for a hundred; their names are not kept.
        await using var file = new Lines(
            number =>
            {
                if (number % 20_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                return number <= 100 ? $"{10_000 + number - 1},Name {number}" : $"none-{number},{name}";
            },
            ImportText.MaxBytes - 1024);
        var plan = await importer.ReadAsync(file, ExtensionScope.All, TestContext.Current.CancellationToken);

        Assert.True(file.Position > 19 * Megabyte);
        Assert.Equal((100, 0), (plan.Changes, plan.Count(ImportResult.Wrong)));
        Assert.InRange(plan.Count(ImportResult.Unknown), 90_000, ImportReader.MaxLines);
        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        Assert.True(most < 24 * Megabyte, $"{most / Megabyte} MB");
        GC.KeepAlive(plan);
    }
}
