using System.Globalization;
using System.Security.Claims;

namespace AmiBlazor.Auth.Authorization;

/// <summary>The claims of a signed-in user or an API key, beside <see cref="ClaimTypes.Name"/> and <see cref="ClaimTypes.Role"/>.</summary>
internal static class AuthClaims
{
    /// <summary>The number of the account. Identity and the antiforgery tokens use this claim.</summary>
    public const string Account = ClaimTypes.NameIdentifier;

    /// <summary>The security stamp of the account when the cookie was issued. A changed stamp invalidates every cookie issued before.</summary>
    public const string Stamp = "stamp";

    /// <summary>The version of the account, which every change of its rights changes, at the start of the request or circuit.</summary>
    public const string Version = "version";

    /// <summary>The number of an API key that an administrator made; a configured key has none.</summary>
    public const string Key = "key";

    /// <summary>The number of the session; an API key has none.</summary>
    public const string Session = "session";

    /// <summary>The number of a device that was signed in before, in its own cookie.</summary>
    public const string Device = "device";

    /// <summary>The number of a paired wall screen; everybody else has none.</summary>
    public const string Screen = "screen";

    /// <summary>What a wall screen shows: the query of the wall's address.</summary>
    public const string View = "view";

    /// <summary>The sender's IP address, as text.</summary>
    public const string Address = "address";

    /// <summary>A PBX in the scope. If <see cref="LimitedServers"/> is present without any of these, the scope has no PBX.</summary>
    public const string Server = "server";

    /// <summary>Present if the scope is limited to certain PBXs.</summary>
    public const string LimitedServers = "limited-servers";

    /// <summary>A department in the scope. If <see cref="LimitedDepartments"/> is present without any of these, the scope has no department.</summary>
    public const string Department = "department";

    /// <summary>Present if the scope is limited to certain departments.</summary>
    public const string LimitedDepartments = "limited-departments";

    /// <summary>Present if calls and queues may be acted on, where the role is enough.</summary>
    public const string Control = "control";

    /// <summary>The PBX of the account's own phone; absent, as its context and number, for none.</summary>
    public const string PhoneServer = "phone-server";

    /// <summary>The dialplan context of the account's own phone.</summary>
    public const string PhoneContext = "phone-context";

    /// <summary>The extension that is the account's own phone.</summary>
    public const string PhoneExten = "phone-exten";

    /// <summary>The number of the account of a user who is signed in by cookie; null for everybody else.</summary>
    public static int? GetAccountId(ClaimsPrincipal? user) => GetNumber(user, Account);

    /// <summary>The number of the session of a user who is signed in by cookie; null for everybody else.</summary>
    public static int? GetSessionId(ClaimsPrincipal? user) => GetNumber(user, Session);

    /// <summary>The number of a paired wall screen; null for everybody else.</summary>
    public static int? GetScreenId(ClaimsPrincipal? user) => GetNumber(user, Screen, AuthSchemes.Screen);

    private static int? GetNumber(ClaimsPrincipal? user, string claim, string scheme = AuthSchemes.Cookie) =>
        user?.Identity is { IsAuthenticated: true } identity && string.Equals(identity.AuthenticationType, scheme, StringComparison.Ordinal)
        && int.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
