using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Asks for a role or more.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Now">True to ask the database; false where what was true some seconds ago is good enough, as it is for looking.</param>
internal sealed record MinimumRoleRequirement(string Role, bool Now) : IAuthorizationRequirement;

/// <summary>
/// Finds the role that an account has now, whatever it had when its page was opened: a page that stands open for days asks here before each act.
/// </summary>
internal sealed class MinimumRoleHandler(AccountCache accounts) : AuthorizationHandler<MinimumRoleRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, MinimumRoleRequirement requirement)
    {
        var role = await RoleAsync(context.User, requirement.Now);
        if (Roles.AtOrAbove(requirement.Role).Contains(role, StringComparer.Ordinal)) context.Succeed(requirement);
    }

    private async Task<string?> RoleAsync(ClaimsPrincipal user, bool now) => user.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => user.FindFirstValue(ClaimTypes.Role),
        { IsAuthenticated: true } => (now ? await accounts.GetCurrentAsync(user, CancellationToken.None) : accounts.Of(user))?.Role,
        _ => null,
    };
}
