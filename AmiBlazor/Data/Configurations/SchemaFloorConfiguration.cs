using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.Configurations;

internal sealed class SchemaFloorConfiguration : IEntityTypeConfiguration<SchemaFloor>
{
    public void Configure(EntityTypeBuilder<SchemaFloor> builder)
    {
        builder.ToTable("SchemaFloors");
        builder.HasKey(floor => floor.Migration);
    }
}
