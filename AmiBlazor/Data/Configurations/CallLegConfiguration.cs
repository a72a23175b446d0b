using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class CallLegConfiguration : IEntityTypeConfiguration<CallLeg>
{
    public void Configure(EntityTypeBuilder<CallLeg> builder)
    {
        builder.ToTable("CallLegs");

        // For the calls of one extension, newest first.
        builder.HasIndex(leg => new { leg.Exten, leg.Context, leg.StartedAt });
    }
}
