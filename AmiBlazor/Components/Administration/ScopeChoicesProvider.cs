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

/// <summary>What an account's scope can be limited to, as far as it is known.</summary>
/// <param name="Servers">The PBXs that are configured, or were.</param>
/// <param name="Departments">The departments that extensions are in.</param>
public sealed record ScopeChoices(IReadOnlyList<string> Servers, IReadOnlyList<string> Departments);
