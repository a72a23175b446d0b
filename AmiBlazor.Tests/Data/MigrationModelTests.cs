using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AmiBlazor.Tests.Data;

/// <summary>Each migration says which model it leads to; the newest one must lead to the model of today, or the next one starts from a wrong one.</summary>
public sealed class MigrationModelTests
{
    [Fact]
    public async Task The_newest_migration_leads_to_the_model_of_today()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.NewContext();
        var migrations = context.GetService<IMigrationsAssembly>();
        var newest = migrations.CreateMigration(migrations.Migrations.Last().Value, context.Database.ProviderName!);

        Assert.Equal(Columns(migrations.ModelSnapshot!.Model), Columns(newest.TargetModel));
    }

    private static IEnumerable<string> Columns(IModel model) => model.GetEntityTypes()
        .SelectMany(entity => entity.GetProperties(), (entity, property) => $"{entity.Name}.{property.Name}: {property.ClrType}")
        .Order(StringComparer.Ordinal);
}
