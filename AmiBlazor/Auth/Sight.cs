using System.Collections.Frozen;
using System.Security.Claims;

namespace AmiBlazor.Auth;

/// <summary>
/// Which PBXs and departments somebody sees. Immutable. Names are compared as they are written; an extension of no department is seen by those alone
/// who see all departments.
/// </summary>
internal sealed class Sight
{
    public static readonly Sight All = new(null, null);

    /// <summary>Of somebody who is not known: not let in, or let in by a way that nobody thought of.</summary>
    public static readonly Sight Nothing = new(FrozenSet<string>.Empty, FrozenSet<string>.Empty);

    private Sight(FrozenSet<string>? servers, FrozenSet<string>? departments)
    {
        Servers = servers;
        Departments = departments;
    }

    /// <summary>The PBXs that are seen; null for all.</summary>
    public IReadOnlySet<string>? Servers { get; }

    /// <summary>The departments that are seen; null for all.</summary>
    public IReadOnlySet<string>? Departments { get; }

    /// <summary>
    /// True when all departments are seen: what holds extensions of all of them together, such as a snapshot file or a PBX's own words, is for
    /// nobody else.
    /// </summary>
    public bool SeesAllDepartments => Departments is null;

    /// <summary>True when there is nothing that is not seen.</summary>
    public bool IsAll => Servers is null && Departments is null;

    /// <summary>
    /// What his account lets a person see; all for an administrator, whatever is stored, and for a script with a key.
    /// </summary>
    public static Sight Of(ClaimsPrincipal? user) => user?.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.ApiKey } => All,
        { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie } => OfAccount(user),
        _ => Nothing,
    };

    /// <summary>Whether the PBX is seen, if perhaps not all of its departments.</summary>
    public bool Sees(string server) => Servers is null || Servers.Contains(server);

    /// <summary>Whether an extension of this PBX and department is seen.</summary>
    /// <param name="server">Its PBX.</param>
    /// <param name="department">Its department; null when it has none.</param>
    public bool Sees(string server, string? department) => Sees(server) && SeesDepartment(department);

    /// <summary>Whether extensions of this department are seen, of the PBXs that are.</summary>
    /// <param name="department">Its name; null for none.</param>
    public bool SeesDepartment(string? department) => Departments is null || (department is not null && Departments.Contains(department));

    private static Sight OfAccount(ClaimsPrincipal user)
    {
        if (user.HasClaim(ClaimTypes.Role, Roles.Administrator)) return All;
        var (servers, departments) = (NamesOf(user, AuthClaims.LimitedServers, AuthClaims.Server), NamesOf(user, AuthClaims.LimitedDepartments, AuthClaims.Department));
        return servers is null && departments is null ? All : new Sight(servers, departments);
    }

    // A name alone is a limit, too.
    private static FrozenSet<string>? NamesOf(ClaimsPrincipal user, string limited, string name) =>
        user.HasClaim(claim => claim.Type is { } type && (type == limited || type == name))
            ? user.FindAll(name).Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal)
            : null;
}
