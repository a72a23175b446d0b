using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Accounts;

/// <summary>An account as every request needs it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UserName">Its name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Stamp">The security stamp: a new one ends every earlier session.</param>
/// <param name="IsDisabled">Whether it is disabled.</param>
/// <param name="Servers">The PBXs in its scope; null for all.</param>
/// <param name="Departments">The departments in its scope; null for all.</param>
internal sealed record CachedAccount(
    int Id, string UserName, string Role, string Stamp, bool IsDisabled, IReadOnlyList<string>? Servers, IReadOnlyList<string>? Departments)
{
    /// <summary>Whether sign-in asks for a second factor.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Whether it may act on calls and queues, where the role allows it.</summary>
    public bool MayControlCalls { get; init; }

    /// <summary>The owner's own phone; null for none.</summary>
    public ExtensionKey? Phone { get; init; }

    /// <summary>Changes with every change that ends a circuit.</summary>
    public string Version => _version ??=
        JsonSerializer.Serialize(new object?[] { UserName, Role, Stamp, IsDisabled, Servers, Departments, MayControlCalls, Phone });

    private string? _version;

    public static CachedAccount Of(Account account) => new(
        account.Id,
        account.UserName!,
        account.Role,
        account.SecurityStamp ?? "",
        account.DisabledAt is not null,
        NamesOf(account.Servers),
        NamesOf(account.Departments))
    { HasSecondFactor = account.TwoFactorEnabled, MayControlCalls = account.MayControlCalls, Phone = PhoneOf(account) };

    /// <summary>The phone in the columns of <see cref="Account"/>; null for none.</summary>
    public static ExtensionKey? PhoneOf(Account account) =>
        account is { PhoneServer: { } server, PhoneContext: { } context, PhoneExten: { } exten } ? new ExtensionKey(server, context, exten) : null;

    /// <summary>The names in a column of <see cref="Account"/>; null for all.</summary>
    public static IReadOnlyList<string>? NamesOf(string? column) => column is null ? null : JsonSerializer.Deserialize<string[]>(column);

    /// <summary>The reverse of <see cref="NamesOf"/>.</summary>
    public static string? ColumnOf(IReadOnlyList<string>? names) => names is null ? null : JsonSerializer.Serialize(names);

    /// <summary>The user, as the rest of the program sees them.</summary>
    /// <param name="address">The sender's IP address; null if there is none.</param>
    /// <param name="session">The number of the session; without it, the user is described and has no session.</param>
    public ClaimsPrincipal Principal(string? address, int? session = null)
    {
        List<Claim> claims =
        [
            new(AuthClaims.Account, Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, UserName),
            new(ClaimTypes.Role, Role),
            new(AuthClaims.Stamp, Stamp),
            new(AuthClaims.Version, Version),
        ];
        if (MayControlCalls) claims.Add(new(AuthClaims.Control, ""));
        if (Phone is { } phone)
            claims.AddRange([new(AuthClaims.PhoneServer, phone.Server), new(AuthClaims.PhoneContext, phone.Context), new(AuthClaims.PhoneExten, phone.Exten)]);
        if (session is { } number) claims.Add(new(AuthClaims.Session, number.ToString(CultureInfo.InvariantCulture)));
        if (address is not null) claims.Add(new(AuthClaims.Address, address));
        if (Servers is not null) claims.Add(new(AuthClaims.LimitedServers, ""));
        claims.AddRange((Servers ?? []).Select(server => new Claim(AuthClaims.Server, server)));
        if (Departments is not null) claims.Add(new(AuthClaims.LimitedDepartments, ""));
        claims.AddRange((Departments ?? []).Select(department => new Claim(AuthClaims.Department, department)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, AuthSchemes.Cookie));
    }
}
