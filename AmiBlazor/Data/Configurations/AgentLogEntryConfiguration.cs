using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class AgentLogEntryConfiguration : IEntityTypeConfiguration<AgentLogEntry>
{
    public void Configure(EntityTypeBuilder<AgentLogEntry> builder)
    {
        builder.ToTable("AgentLog");

        // For pages, newest first, and for what is too old.
        builder.HasIndex(entry => entry.Since);

        // For what lasted when the program ended.
        builder.HasIndex(entry => new { entry.Server, entry.Until });
    }
}
