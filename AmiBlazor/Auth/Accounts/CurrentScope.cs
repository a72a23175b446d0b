using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Asks the database what somebody sees: for what he does, as with his role. For what he looks at, <see cref="ExtensionScope.Of"/> is good enough.</summary>
internal sealed class CurrentScope(AccountCache accounts)
{
    /// <summary>What the person sees now, whatever he saw when his page was opened; nothing where his account was disabled or his session ended.</summary>
    public async Task<ExtensionScope> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken) =>
        user?.Identity is { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie }
            ? ExtensionScopes.Of((await accounts.GetCurrentAsync(user, cancellationToken))?.Principal(address: null))
            : ExtensionScopes.Of(user);
}
