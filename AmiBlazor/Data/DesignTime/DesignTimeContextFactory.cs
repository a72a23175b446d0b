using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AmiBlazor.Data.DesignTime;

/// <summary>The context for <c>dotnet ef</c>: the model alone, without configuration or database.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<AmiBlazorDbContext>
{
    public AmiBlazorDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AmiBlazorDbContext>()
            .UseSqlite()
            .ReplaceService<IRelationalAnnotationProvider, PortableColumnAnnotations>()
            .Options);
}
