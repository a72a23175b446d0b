using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ViewEntryConfiguration : IEntityTypeConfiguration<ViewEntry>
{
    public void Configure(EntityTypeBuilder<ViewEntry> builder)
    {
        builder.ToTable("SavedViews");

        // What is shared belongs to nobody, and outlives the account that shared it.
        builder.HasOne<Account>().WithMany().HasForeignKey(view => view.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
