using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The <see cref="ExtensionScope"/> of this page's user. Every component that shows or changes anything of a PBX uses it. Scoped: one for each
/// circuit, and for each request that prerenders a page.
/// </summary>
internal sealed class CircuitScope(AuthenticationStateProvider authentication, CurrentScope scopes, RefreshService refreshes)
{
    private (Task<AuthenticationState>? Of, ExtensionScope Scope) _known = (null, ExtensionScope.None);

    /// <summary>The scope at the start of the circuit. The circuit ends if the account's scope changes.</summary>
    public ExtensionScope Current
    {
        get
        {
            var asked = authentication.GetAuthenticationStateAsync();
            if (ReferenceEquals(asked, _known.Of)) return _known.Scope;

            // The user is known before anything is rendered; until then nothing is shown.
            if (!asked.IsCompletedSuccessfully) return ExtensionScope.None;
            _known = (asked, ExtensionScopes.Of(asked.Result.User));
            return _known.Scope;
        }
    }

    /// <summary>The configured PBXs within the scope, in the configuration's order.</summary>
    public IReadOnlyList<string> ConfiguredServers => Among(refreshes.Servers);

    /// <summary>True if the scope includes the PBX.</summary>
    public bool Includes(string server) => Current.Includes(server);

    /// <summary>The given PBXs that the scope includes.</summary>
    public IReadOnlyList<string> Among(IReadOnlyList<string> servers) => Current.Servers is null ? servers : [.. servers.Where(Includes)];

    /// <summary>The scope that the account has now, according to the database: decides what the user may do, not what they see.</summary>
    public async Task<ExtensionScope> GetCurrentAsync(CancellationToken cancellationToken) =>
        await scopes.GetCurrentAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);
}
