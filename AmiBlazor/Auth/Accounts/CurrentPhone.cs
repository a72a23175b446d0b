using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;

namespace AmiBlazor.Auth.Accounts;

/// <summary>The own phone of a user: from the claims for what is shown, from the database for what is done.</summary>
internal sealed class CurrentPhone(AccountCache accounts)
{
    /// <summary>The phone when the page was opened; null for none. The circuit ends if it changes.</summary>
    public static ExtensionKey? Of(ClaimsPrincipal? user) =>
        user?.FindFirstValue(AuthClaims.PhoneServer) is { } server && user.FindFirstValue(AuthClaims.PhoneContext) is { } context
            && user.FindFirstValue(AuthClaims.PhoneExten) is { } exten
            ? new ExtensionKey(server, context, exten) : null;

    /// <summary>The phone as it is now; null for none, and for a key, which has no phone of its own.</summary>
    public async Task<ExtensionKey?> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken) =>
        user?.Identity is { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie }
            ? (await accounts.GetCurrentAsync(user, cancellationToken))?.Phone : null;
}
