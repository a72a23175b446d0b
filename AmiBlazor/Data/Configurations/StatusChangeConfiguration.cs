using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class StatusChangeConfiguration : IEntityTypeConfiguration<StatusChange>
{
    public void Configure(EntityTypeBuilder<StatusChange> builder)
    {
        builder.ToTable("StatusChanges");

        // For the history of one extension between two times.
        builder.HasIndex(change => new { change.ExtensionId, change.At });
        builder.HasIndex(change => change.RunId);
        builder.HasOne(change => change.Extension).WithMany().HasForeignKey(change => change.ExtensionId).OnDelete(DeleteBehavior.Cascade);

        // The history outlives a deleted refresh.
        builder.HasOne(change => change.Run).WithMany().HasForeignKey(change => change.RunId).OnDelete(DeleteBehavior.SetNull);
    }
}
