
namespace AmiBlazor.Auth.Authorization;

/// <summary>The names of the authentication schemes.</summary>
internal static class AuthSchemes
{
    /// <summary>Forwards each request to one of the three schemes below.</summary>
    public const string KeyOrCookie = "KeyOrCookie";

    /// <summary><c>Authorization: Bearer KEY</c>, for scripts.</summary>
    public const string ApiKey = "ApiKey";

    /// <summary>The browser's cookie. The name is Identity's: <c>IdentityConstants.ApplicationScheme</c>.</summary>
    public const string Cookie = "Identity.Application";

    /// <summary>The cookie of a paired wall screen, which opens its wall alone.</summary>
    public const string Screen = "Screen";

    /// <summary>The cookie of a device that was signed in before. It opens nothing.</summary>
    public const string Device = "Device";
}
