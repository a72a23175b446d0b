using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ScreenPairingConfiguration : IEntityTypeConfiguration<ScreenPairing>
{
    public void Configure(EntityTypeBuilder<ScreenPairing> builder)
    {
        builder.ToTable("ScreenPairings");
        builder.HasKey(pairing => pairing.Code);
        builder.HasIndex(pairing => pairing.Hash).IsUnique();
    }
}
