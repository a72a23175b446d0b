using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Administration;

/// <summary>Finds the PBXs and departments that an administrator can choose among.</summary>
internal sealed class ScopeChoicesProvider(RefreshService service, RunQueries runs, ExtensionQueries extensions)
{
    public async Task<ScopeChoices> FindAsync(CancellationToken cancellationToken) => new(
        [.. service.Servers.Union(await runs.ServersAsync(ExtensionScope.All, cancellationToken), StringComparer.Ordinal)],
        await extensions.DepartmentsAsync(cancellationToken));
}
