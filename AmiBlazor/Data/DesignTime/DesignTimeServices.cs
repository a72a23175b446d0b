using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;

namespace AmiBlazor.Data.DesignTime;

/// <summary>
/// One set of migrations serves both providers, so <c>dotnet ef migrations add</c> must write no provider's column types: each provider then chooses
/// its own. Found by <c>dotnet ef</c>; compiled only for Debug, because Microsoft.EntityFrameworkCore.Design does not ship.
/// </summary>
internal sealed class DesignTimeServices : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) => serviceCollection
        .AddSingleton<IAnnotationCodeGenerator, PortableSnapshot>()
        .AddSingleton<ICSharpMigrationOperationGenerator, PortableOperations>();
}
