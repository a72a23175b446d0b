using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Auth.Authorization;

/// <summary>What is known of who is signed in, beside <see cref="ClaimTypes.Name"/> and <see cref="ClaimTypes.Role"/>.</summary>
internal static class AuthClaims
{
    /// <summary>The number of an account. The claim that Identity and the antiforgery tokens know it by.</summary>
    public const string Account = ClaimTypes.NameIdentifier;

    /// <summary>The security stamp of the account when its cookie was given: another one ends every cookie given before.</summary>
    public const string Stamp = "stamp";

    /// <summary><see cref="CachedAccount.Version"/> when the request, or the circuit, began.</summary>
    public const string Version = "version";

    /// <summary>The number of a key that was made here; one of the configuration has none.</summary>
    public const string Key = "key";

    /// <summary>The address of the computer, as text.</summary>
    public const string Address = "address";

    /// <summary>A PBX that is seen; where there is none and <see cref="LimitedServers"/> is there, none is.</summary>
    public const string Server = "server";

    /// <summary>There where not all PBXs are seen.</summary>
    public const string LimitedServers = "limited-servers";

    /// <summary>A department that is seen; where there is none and <see cref="LimitedDepartments"/> is there, none is.</summary>
    public const string Department = "department";

    /// <summary>There where not all departments are seen.</summary>
    public const string LimitedDepartments = "limited-departments";
}
