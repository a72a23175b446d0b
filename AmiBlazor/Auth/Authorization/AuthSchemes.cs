
namespace AmiBlazor.Auth.Authorization;

/// <summary>The names of the authentication schemes.</summary>
internal static class AuthSchemes
{
    /// <summary>Looks at the request and hands over to one of the two below.</summary>
    public const string KeyOrCookie = "KeyOrCookie";

    /// <summary><c>Authorization: Bearer KEY</c>, for scripts.</summary>
    public const string ApiKey = "ApiKey";

    /// <summary>The browser's cookie: by Identity's name for it, <c>IdentityConstants.ApplicationScheme</c>.</summary>
    public const string Cookie = "Identity.Application";
}
