using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class PbxConfiguration : IEntityTypeConfiguration<Pbx>
{
    public void Configure(EntityTypeBuilder<Pbx> builder)
    {
        builder.ToTable("Pbxs");
        builder.HasKey(pbx => pbx.Server);

        // As the migration that brought it filled the rows that there were.
        builder.Property(pbx => pbx.LastListBy).HasDefaultValue("refresh");
    }
}
