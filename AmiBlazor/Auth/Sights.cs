using System.Security.Claims;

namespace AmiBlazor.Auth;

/// <summary>Asks the database what somebody sees: for what he does, as with his role. For what he looks at, <see cref="Sight.Of"/> is good enough.</summary>
internal sealed class Sights(KnownAccounts accounts)
{
    /// <summary>What the person sees now, whatever he saw when his page was opened; nothing where his account was disabled or his session ended.</summary>
    public async Task<Sight> NowOfAsync(ClaimsPrincipal? user, CancellationToken cancellationToken) =>
        user?.Identity is { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie }
            ? Sight.Of((await accounts.NowOfAsync(user, cancellationToken))?.Principal(address: null))
            : Sight.Of(user);
}
