using Microsoft.AspNetCore.Authentication.Cookies;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Over HTTPS the cookie bears the prefix <c>__Host-</c>, which browsers take from this very host over HTTPS alone, so that no neighbour can plant
/// one. Over plain HTTP (the quick start on loopback) browsers refuse the prefix, so there the name goes without.
/// </summary>
internal sealed class BrowserCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    /// <summary>The name that a cookie has in answers to this request.</summary>
    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
