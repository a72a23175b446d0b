using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AmiBlazor.Data.DesignTime;

/// <summary>The context on which <c>dotnet ef</c> works: the model alone, with no configuration and no database behind it.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<AmiBlazorDbContext>
{
    public AmiBlazorDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AmiBlazorDbContext>()
            .UseSqlite()
            .ReplaceService<IRelationalAnnotationProvider, PortableColumnAnnotations>()
            .Options);
}
