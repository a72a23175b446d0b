using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Requires a role or a higher one.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Now">True to read the role from the database, for actions; false to use the cache, which may be some seconds old, for views.</param>
internal sealed record MinimumRoleRequirement(string Role, bool Now) : IAuthorizationRequirement;

/// <summary>
/// Checks the role that an account has now, not the one it had when the page was opened: a page may be open for days.
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
