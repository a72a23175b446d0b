using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class FavouriteEntryConfiguration : IEntityTypeConfiguration<FavouriteEntry>
{
    public void Configure(EntityTypeBuilder<FavouriteEntry> builder)
    {
        builder.ToTable("Favourites");
        builder.HasKey(favourite => new { favourite.AccountId, favourite.ExtensionId });
        builder.HasOne<Account>().WithMany().HasForeignKey(favourite => favourite.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Extension>().WithMany().HasForeignKey(favourite => favourite.ExtensionId).OnDelete(DeleteBehavior.Cascade);
    }
}
