using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class CallEntryConfiguration : IEntityTypeConfiguration<CallEntry>
{
    public void Configure(EntityTypeBuilder<CallEntry> builder)
    {
        builder.ToTable("Calls");

        // For pages of the history, newest first, and for what is too old.
        builder.HasIndex(call => call.StartedAt);

        // For the calls that were under way when the program ended.
        builder.HasIndex(call => new { call.Server, call.EndedAt });
        builder.HasMany(call => call.Legs).WithOne().HasForeignKey(leg => leg.CallEntryId).OnDelete(DeleteBehavior.Cascade);
    }
}
