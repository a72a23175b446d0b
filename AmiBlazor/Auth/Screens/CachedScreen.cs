using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Screens;

/// <summary>A wall screen as every request needs it, without its token.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="View">The view that it shows: the query of the wall's address.</param>
/// <param name="Servers">The PBXs in its scope; null for all.</param>
/// <param name="Departments">The departments in its scope; null for all.</param>
internal sealed record CachedScreen(int Id, string Name, string View, IReadOnlyList<string>? Servers, IReadOnlyList<string>? Departments)
{
    /// <summary>Changes with every change that ends a circuit.</summary>
    public string Version => _version ??= JsonSerializer.Serialize(new object?[] { Name, View, Servers, Departments });

    private string? _version;

    public static CachedScreen Of(Screen row) => new(row.Id, row.Name, row.View, CachedAccount.NamesOf(row.Servers), CachedAccount.NamesOf(row.Departments));

    /// <summary>The screen, as the rest of the program sees it. It has no role: what a role opens stays closed to it.</summary>
    /// <param name="address">The sender's IP address; null if there is none.</param>
    public ClaimsPrincipal Principal(string? address)
    {
        List<Claim> claims =
        [
            new(AuthClaims.Screen, Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, Name),
            new(AuthClaims.View, View),
            new(AuthClaims.Version, Version),
        ];
        if (address is not null) claims.Add(new(AuthClaims.Address, address));
        if (Servers is not null) claims.Add(new(AuthClaims.LimitedServers, ""));
        claims.AddRange((Servers ?? []).Select(server => new Claim(AuthClaims.Server, server)));
        if (Departments is not null) claims.Add(new(AuthClaims.LimitedDepartments, ""));
        claims.AddRange((Departments ?? []).Select(department => new Claim(AuthClaims.Department, department)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, AuthSchemes.Screen));
    }
}
