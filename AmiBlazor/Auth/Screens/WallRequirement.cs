using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Screens;

/// <summary>Requires what a wall needs: any role, or a paired screen.</summary>
internal sealed record WallRequirement : IAuthorizationRequirement;

/// <summary>Checks that the account, or the screen, still is what it was.</summary>
internal sealed class WallHandler(ScreenCache screens, AccountCache accounts) : AuthorizationHandler<WallRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, WallRequirement requirement)
    {
        var role = context.User.Identity switch
        {
            { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => context.User.FindFirstValue(ClaimTypes.Role),
            { IsAuthenticated: true } => accounts.Of(context.User)?.Role,
            _ => null,
        };
        if (Roles.Ascending.Contains(role, StringComparer.Ordinal) || screens.IsUnchanged(context.User)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
