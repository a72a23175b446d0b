using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class ClusterVersionConfiguration : IEntityTypeConfiguration<ClusterVersion>
{
    public void Configure(EntityTypeBuilder<ClusterVersion> builder)
    {
        builder.ToTable("ClusterVersions");
        builder.HasKey(version => version.Cluster);
    }
}
