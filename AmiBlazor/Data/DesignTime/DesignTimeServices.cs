using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;

namespace AmiBlazor.Data.DesignTime;

/// <summary>
/// One set of migrations serves both providers, so what <c>dotnet ef migrations add</c> writes names the types of neither: each provider then
/// chooses its own. Found by <c>dotnet ef</c>; compiled for Debug alone, because Microsoft.EntityFrameworkCore.Design does not ship.
/// </summary>
internal sealed class DesignTimeServices : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) => serviceCollection
        .AddSingleton<IAnnotationCodeGenerator, PortableSnapshot>()
        .AddSingleton<ICSharpMigrationOperationGenerator, PortableOperations>();
}
