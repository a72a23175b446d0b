using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class PlanPictureEntryConfiguration : IEntityTypeConfiguration<PlanPictureEntry>
{
    public void Configure(EntityTypeBuilder<PlanPictureEntry> builder)
    {
        builder.ToTable("PlanPictures");
        builder.HasKey(picture => picture.PlanId);
        builder.Property(picture => picture.PlanId).ValueGeneratedNever();
        builder.HasOne<PlanEntry>().WithOne().HasForeignKey<PlanPictureEntry>(picture => picture.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}
