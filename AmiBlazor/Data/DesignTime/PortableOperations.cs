using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace AmiBlazor.Data.DesignTime;

/// <summary>Writes the operations of a migration without provider-specific types.</summary>
internal sealed class PortableOperations(CSharpMigrationOperationGeneratorDependencies dependencies) : CSharpMigrationOperationGenerator(dependencies)
{
    public override void Generate(string builderName, IReadOnlyList<MigrationOperation> operations, IndentedStringBuilder builder)
    {
        foreach (var column in operations.SelectMany(ColumnsOf)) column.ColumnType = null;
        base.Generate(builderName, operations, builder);
    }

    private static IEnumerable<ColumnOperation> ColumnsOf(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => table.Columns,
        AlterColumnOperation altered => [altered, altered.OldColumn],
        ColumnOperation column => [column],
        _ => [],
    };
}
