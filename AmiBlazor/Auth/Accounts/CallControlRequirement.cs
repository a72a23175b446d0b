using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Requires the right to act on calls and queues, which an administrator gives to an account or the configuration to an API key.</summary>
internal sealed record CallControlRequirement : IAuthorizationRequirement;

/// <summary>Checks the right that an account has now, as the database says: it may have been taken back while the page was open.</summary>
internal sealed class CallControlHandler(AccountCache accounts) : AuthorizationHandler<CallControlRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CallControlRequirement requirement)
    {
        var may = context.User.Identity switch
        {
            { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => context.User.HasClaim(claim => claim.Type is AuthClaims.Control),
            { IsAuthenticated: true } => await accounts.GetCurrentAsync(context.User, CancellationToken.None) is { MayControlCalls: true },
            _ => false,
        };
        if (may) context.Succeed(requirement);
    }
}
