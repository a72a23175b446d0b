using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class PlanPlaceEntryConfiguration : IEntityTypeConfiguration<PlanPlaceEntry>
{
    public void Configure(EntityTypeBuilder<PlanPlaceEntry> builder)
    {
        builder.ToTable("PlanPlaces");
        builder.HasKey(place => new { place.PlanId, place.ExtensionId });
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(place => place.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Extension>().WithMany().HasForeignKey(place => place.ExtensionId).OnDelete(DeleteBehavior.Cascade);
    }
}
