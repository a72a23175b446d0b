using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");

        // A stretch of time, newest first.
        builder.HasIndex(entry => entry.At);

        // One person's doings, newest first.
        builder.HasIndex(entry => new { entry.Who, entry.Id });
    }
}
