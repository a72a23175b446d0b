using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Administration;

/// <summary>Finds the PBXs and departments that an administrator can choose from.</summary>
internal sealed class ScopeChoicesProvider(RefreshService service, RunQueries runs, ExtensionQueries extensions)
{
    public async Task<ScopeChoices> FindAsync(CancellationToken cancellationToken) => new(
        [.. service.Servers.Union(await runs.ServersAsync(ExtensionScope.All, cancellationToken), StringComparer.Ordinal)],
        await extensions.DepartmentsAsync(cancellationToken));
}

/// <summary>The PBXs and departments that an account's scope can be limited to.</summary>
/// <param name="Servers">The PBXs that are, or were, configured.</param>
/// <param name="Departments">The departments that extensions belong to.</param>
public sealed record ScopeChoices(IReadOnlyList<string> Servers, IReadOnlyList<string> Departments);
