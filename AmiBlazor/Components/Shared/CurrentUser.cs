using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The user of this page and what they may do. Scoped: one for each circuit, and for each request that prerenders a page. Used on the circuit's
/// thread.
/// </summary>
internal sealed class CurrentUser(AuthenticationStateProvider authentication, IAuthorizationService authorization)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private ClaimsPrincipal? _knownOf;

    /// <summary>The user; one without claims where nobody is signed in, or where the page has been ended.</summary>
    public async Task<ClaimsPrincipal> GetAsync() => (await authentication.GetAuthenticationStateAsync()).User;

    /// <summary>
    /// Whether the user met the policy when it was first asked for: decides what is shown. A component may ask in every render, because the database
    /// is read once for each user and policy.
    /// </summary>
    public async Task<bool> MaySeeAsync(string policy)
    {
        var user = await GetAsync();
        if (!ReferenceEquals(user, _knownOf))
        {
            _known.Clear();
            _knownOf = user;
        }

        if (_known.TryGetValue(policy, out var may)) return may;
        may = await AuthorizeAsync(user, policy);
        if (ReferenceEquals(user, _knownOf)) _known[policy] = may;
        return may;
    }

    /// <summary>Whether the user meets the policy now, as the database says: decides what is done.</summary>
    public async Task<bool> MayAsync(string policy) => await AuthorizeAsync(await GetAsync(), policy);

    /// <summary>
    /// Whether the page was opened with this role or one above it. Reads the user's claims and never the database: good enough for an explanation.
    /// </summary>
    public async Task<bool> HasRoleAsync(string role) =>
        Roles.AtOrAbove(role).Contains((await GetAsync()).FindFirstValue(ClaimTypes.Role), StringComparer.Ordinal);

    private async Task<bool> AuthorizeAsync(ClaimsPrincipal user, string policy) => (await authorization.AuthorizeAsync(user, policy)).Succeeded;
}
