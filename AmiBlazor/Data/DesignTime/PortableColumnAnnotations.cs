using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace AmiBlazor.Data.DesignTime;

/// <summary>What both providers have to know of the columns that a migration makes: which of them the database numbers.</summary>
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

    /// <summary>True where the database gives each new row its number.</summary>
    public static bool IsNumbered(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey() && (property.ClrType == typeof(int) || property.ClrType == typeof(long));
}
