using Microsoft.AspNetCore.Authentication.Cookies;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Names cookies with the prefix <c>__Host-</c> over HTTPS. Browsers accept it only from this very host over HTTPS, so that no other host of the domain
/// can set one. Below a sub-path, where other applications share the host and must not get them, the path of cookies is that one and the prefix
/// <c>__Secure-</c>. Over plain HTTP (the quick start on loopback) browsers refuse both, so they are left out.
/// </summary>
internal sealed class BrowserCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    /// <summary>The name of a cookie in responses to this request.</summary>
    public static string Name(HttpContext context, string key) =>
        !context.Request.IsHttps ? key : (context.Request.PathBase.HasValue ? "__Secure-" : "__Host-") + key;
}
