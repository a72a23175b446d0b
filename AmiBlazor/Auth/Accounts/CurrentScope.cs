using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Reads a user's scope from the database, for actions. For views, <see cref="ExtensionScopes.Of"/> is enough.</summary>
internal sealed class CurrentScope(AccountCache accounts)
{
    /// <summary>The scope as it is now, not as it was when the page was opened; empty if the account is disabled or the session has ended.</summary>
    public async Task<ExtensionScope> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken) =>
        user?.Identity is { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie }
            ? ExtensionScopes.Of((await accounts.GetCurrentAsync(user, cancellationToken))?.Principal(address: null))
            : ExtensionScopes.Of(user);
}
