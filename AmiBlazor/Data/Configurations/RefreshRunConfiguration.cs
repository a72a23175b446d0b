using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class RefreshRunConfiguration : IEntityTypeConfiguration<RefreshRun>
{
    public void Configure(EntityTypeBuilder<RefreshRun> builder)
    {
        builder.ToTable("RefreshRuns");
        builder.HasIndex(run => run.ConnectionId).IsUnique();

        // For the last twenty refreshes, newest first.
        builder.HasIndex(run => run.EndedAt);
    }
}
