namespace AmiBlazor.Auth.Cookies;

/// <summary>The cookie of the antiforgery tokens, with a prefix over HTTPS, as <see cref="BrowserCookieManager"/> names the others.</summary>
internal sealed class AntiforgeryCookie : CookieBuilder
{
    private readonly IHttpContextAccessor _contexts;

    public AntiforgeryCookie(IHttpContextAccessor contexts)
    {
        _contexts = contexts;
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
        IsEssential = true;
    }

    public override string? Name
    {
        get => _contexts.HttpContext is { } context ? BrowserCookieManager.Name(context, "AmiBlazor.Antiforgery") : "AmiBlazor.Antiforgery";
        set => throw new NotSupportedException("The name follows the scheme of the request.");
    }
}
