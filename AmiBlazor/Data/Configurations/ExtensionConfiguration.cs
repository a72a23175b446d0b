using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ExtensionConfiguration : IEntityTypeConfiguration<Extension>
{
    /// <summary>
    /// No index on what a refresh writes: it would make every change dearer, and a filter over one site's extensions is quick without.
    /// </summary>
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("Extensions");

        // As the migration that brought it filled the rows that there were.
        builder.Property(extension => extension.SeenBy).HasDefaultValue("refresh");
        builder.HasIndex(extension => new { extension.Server, extension.Context, extension.Exten }).IsUnique();
    }
}
