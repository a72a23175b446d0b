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

        // The same default as in the migration that added the column.
        builder.Property(pbx => pbx.LastListBy).HasDefaultValue("refresh");
        builder.Property(pbx => pbx.Epoch).HasDefaultValue(0L);
        builder.Property(pbx => pbx.Sequence).HasDefaultValue(0L);
    }
}
