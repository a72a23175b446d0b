using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Authorization;

/// <summary>Makes the <see cref="Actor"/> of the audit log from the claims.</summary>
internal static class ActorExtensions
{
    extension(Actor)
    {
        /// <summary>A signed-in user, an API key, a wall screen, or a visitor without a name.</summary>
        public static Actor Of(ClaimsPrincipal? user)
        {
            var address = user?.FindFirstValue(AuthClaims.Address);
            return user?.Identity switch
            {
                { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } key => new(key.Name ?? "", Actor.Key, address),
                { IsAuthenticated: true, AuthenticationType: AuthSchemes.Screen } screen => new(screen.Name ?? "", Actor.Screen, address),
                { IsAuthenticated: true } account => new(account.Name ?? "", Actor.Account, address),
                _ => new("", Actor.Visitor, address),
            };
        }

        /// <summary>The sender of a request, signed in or not.</summary>
        /// <param name="context">The request.</param>
        /// <param name="name">The name that a visitor typed.</param>
        public static Actor Of(HttpContext context, string name = "") => Actor.Of(context.User) switch
        {
            { Kind: Actor.Visitor } => new(name, Actor.Visitor, ClientAddress.Of(context)),
            var actor => actor with { Address = actor.Address ?? ClientAddress.Of(context) },
        };
    }
}
