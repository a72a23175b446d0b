using System.Security.Claims;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Authorization;

/// <summary>How much of the parties outside a user sees: what the configuration has for the role.</summary>
internal sealed class NumberPrivacies(IOptions<NumberPrivacyOptions> options)
{
    /// <summary>The user's; nothing for one who is not signed in.</summary>
    public NumberPrivacy Of(ClaimsPrincipal? user) => user?.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => options.Value.NumbersForKeys,
        { IsAuthenticated: true } when user.HasClaim(ClaimTypes.Role, Roles.Administrator) => options.Value.NumbersForAdministrators,
        { IsAuthenticated: true } when user.HasClaim(ClaimTypes.Role, Roles.Supervisor) => options.Value.NumbersForSupervisors,
        { IsAuthenticated: true } => options.Value.NumbersForViewers,
        _ => NumberPrivacy.None,
    };
}
