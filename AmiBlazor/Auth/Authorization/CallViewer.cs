using System.Security.Claims;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Authorization;

/// <summary>What a user may see of calls: the scope of the account, and the privacy of numbers that the configuration has for the role.</summary>
internal sealed class CallViewer(LiveBoard board, IOptions<CallOptions> options)
{
    /// <summary>What a user may see, with the extensions of this moment.</summary>
    public CallVisibility For(ClaimsPrincipal? user) => new(ExtensionScopes.Of(user), PrivacyFor(user), board.Snapshot);

    /// <summary>How much of the parties outside a user sees; nothing for a user who is not signed in.</summary>
    public NumberPrivacy PrivacyFor(ClaimsPrincipal? user) => user?.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => options.Value.NumbersForKeys,
        { IsAuthenticated: true } when user.HasClaim(ClaimTypes.Role, Roles.Administrator) => options.Value.NumbersForAdministrators,
        { IsAuthenticated: true } when user.HasClaim(ClaimTypes.Role, Roles.Supervisor) => options.Value.NumbersForSupervisors,
        { IsAuthenticated: true } => options.Value.NumbersForViewers,
        _ => NumberPrivacy.None,
    };
}
