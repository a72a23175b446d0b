using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace AmiBlazor.Data.DesignTime;

/// <summary>The column annotations of migrations for both providers: which columns the database generates.</summary>
internal sealed class PortableColumnAnnotations(RelationalAnnotationProviderDependencies dependencies) : RelationalAnnotationProvider(dependencies)
{
    public override IEnumerable<IAnnotation> For(IColumn column, bool designTime) =>
        column.PropertyMappings.Any(mapping => IsNumbered(mapping.Property))
            ?
            [
                new Annotation("Sqlite:Autoincrement", true),
                new Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            ]
            : [];

    /// <summary>True if the database generates the value of each new row.</summary>
    public static bool IsNumbered(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey() && (property.ClrType == typeof(int) || property.ClrType == typeof(long));
}
