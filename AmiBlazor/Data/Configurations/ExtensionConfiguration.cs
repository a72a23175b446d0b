using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ExtensionConfiguration : IEntityTypeConfiguration<Extension>
{
    /// <summary>
    /// Columns that a refresh writes have no index: it would make every change more expensive, and filtering one site's extensions is quick without it.
    /// </summary>
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("Extensions");

        // The same default as in the migration that added the column.
        builder.Property(extension => extension.SeenBy).HasDefaultValue("refresh");
        builder.HasIndex(extension => new { extension.Server, extension.Context, extension.Exten }).IsUnique();
    }
}
