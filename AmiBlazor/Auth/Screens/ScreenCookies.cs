using AmiBlazor.Auth.Cookies;

namespace AmiBlazor.Auth.Screens;

/// <summary>The two cookies of a screen: its token, and before that what tells whose code is whose.</summary>
internal static class ScreenCookies
{
    private const string Token = "AmiBlazor.Screen";
    private const string Pairing = "AmiBlazor.Pairing";

    // Browsers keep a cookie no longer; each page load begins anew.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Whether a request comes from a screen: an account that is signed in counts more.</summary>
    public static bool IsScreen(HttpContext context) =>
        GetToken(context) is not null && !context.Request.Cookies.ContainsKey(BrowserCookieManager.Name(context, CookiesServiceCollectionExtensions.SessionName));

    public static string? GetToken(HttpContext context) => Get(context, Token);

    public static string? GetPairing(HttpContext context) => Get(context, Pairing);

    public static void SetToken(HttpContext context, string token)
    {
        Set(context, Token, token, Kept);
        if (GetPairing(context) is not null) context.Response.Cookies.Delete(BrowserCookieManager.Name(context, Pairing), Options(context));
    }

    public static void SetPairing(HttpContext context, string secret) => Set(context, Pairing, secret, ScreenCode.Lifetime);

    public static void DeleteToken(HttpContext context) => context.Response.Cookies.Delete(BrowserCookieManager.Name(context, Token), Options(context));

    private static string? Get(HttpContext context, string name) =>
        context.Request.Cookies[BrowserCookieManager.Name(context, name)] is { Length: > 0 and <= 200 } value ? value : null;

    private static void Set(HttpContext context, string name, string value, TimeSpan maxAge)
    {
        var options = Options(context);
        options.MaxAge = maxAge;
        context.Response.Cookies.Append(BrowserCookieManager.Name(context, name), value, options);
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
    };
}
