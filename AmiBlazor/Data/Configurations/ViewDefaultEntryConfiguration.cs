using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ViewDefaultEntryConfiguration : IEntityTypeConfiguration<ViewDefaultEntry>
{
    public void Configure(EntityTypeBuilder<ViewDefaultEntry> builder)
    {
        builder.ToTable("ViewDefaults");
        builder.HasOne<Account>().WithMany().HasForeignKey(entry => entry.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ViewEntry>().WithMany().HasForeignKey(entry => entry.ViewId).OnDelete(DeleteBehavior.Cascade);

        // One for each account and each role; the other column is null.
        builder.HasIndex(entry => entry.AccountId).IsUnique();
        builder.HasIndex(entry => entry.Role).IsUnique();
    }
}
