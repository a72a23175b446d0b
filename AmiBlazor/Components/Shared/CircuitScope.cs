using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The <see cref="ExtensionScope"/> of the user of this page. Every component that shows or changes something of a PBX asks here. Scoped: one for each
/// circuit, and for each request that prerenders a page.
/// </summary>
internal sealed class CircuitScope(AuthenticationStateProvider authentication, CurrentScope scopes, RefreshService refreshes)
{
    private (Task<AuthenticationState>? Of, ExtensionScope Scope) _known = (null, ExtensionScope.None);

    /// <summary>The scope since the circuit began; a circuit whose account is given another one ends.</summary>
    public ExtensionScope Current
    {
        get
        {
            var asked = authentication.GetAuthenticationStateAsync();
            if (ReferenceEquals(asked, _known.Of)) return _known.Scope;

            // The user is known before anything is rendered. Until then nothing is shown.
            if (!asked.IsCompletedSuccessfully) return ExtensionScope.None;
            _known = (asked, ExtensionScopes.Of(asked.Result.User));
            return _known.Scope;
        }
    }

    /// <summary>The configured PBXs within the scope, in the configuration's order.</summary>
    public IReadOnlyList<string> ConfiguredServers => Among(refreshes.Servers);

    /// <summary>Whether the PBX is included.</summary>
    public bool Includes(string server) => Current.Includes(server);

    /// <summary>The PBXs among these that are included.</summary>
    public IReadOnlyList<string> Among(IReadOnlyList<string> servers) => Current.Servers is null ? servers : [.. servers.Where(Includes)];

    /// <summary>The scope of the account as the database has it now: for what the user does, rather than sees.</summary>
    public async Task<ExtensionScope> GetCurrentAsync(CancellationToken cancellationToken) =>
        await scopes.GetCurrentAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);
}
