using System.Security.Claims;
using AmiBlazor.Board;

namespace AmiBlazor.Auth.Authorization;

/// <summary>Makes the <see cref="ExtensionScope"/> of a signed-in user from the claims.</summary>
internal static class ExtensionScopes
{
    /// <summary>
    /// What the user may read: everything for an administrator, whatever is stored, and for an API key; nothing for a user who is not signed in or came
    /// by an unknown authentication scheme.
    /// </summary>
    public static ExtensionScope Of(ClaimsPrincipal? user) => user?.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => ExtensionScope.All,
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie or AuthSchemes.Screen } => OfClaims(user),
        _ => ExtensionScope.None,
    };

    private static ExtensionScope OfClaims(ClaimsPrincipal user)
    {
        if (user.HasClaim(ClaimTypes.Role, Roles.Administrator)) return ExtensionScope.All;
        var servers = NamesOf(user, AuthClaims.LimitedServers, AuthClaims.Server);
        var departments = NamesOf(user, AuthClaims.LimitedDepartments, AuthClaims.Department);
        return servers is null && departments is null ? ExtensionScope.All : new ExtensionScope(servers, departments);
    }

    // A name without its "limited" claim limits too.
    private static IEnumerable<string>? NamesOf(ClaimsPrincipal user, string limited, string name) =>
        user.HasClaim(claim => claim.Type is { } type && (type == limited || type == name))
            ? user.FindAll(name).Select(claim => claim.Value)
            : null;
}
