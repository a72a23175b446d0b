using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace AmiBlazor.Auth;

/// <summary>
/// Lets a browser on this machine, or on a trusted network, in: opening a page gives it the cookie. The address alone opens nothing else, because
/// any web page can make such a browser send requests, but none can make it send this cookie along (SameSite=Strict).
/// </summary>
internal sealed partial class LocalSignIn(RequestDelegate next, TrustedNetworks networks, ILogger<LocalSignIn> logger)
{
    /// <summary>Who such a browser is.</summary>
    public const string UserName = "local";

    private const string Method = "trusted-network";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true } && OpensPage(context.Request) && networks.Sent(context))
        {
            Claim[] claims =
            [
                new(ClaimTypes.Name, UserName), new(ClaimTypes.Role, Roles.Supervisor), new(ClaimTypes.AuthenticationMethod, Method),
            ];
            var user = new ClaimsPrincipal(new ClaimsIdentity(claims, AuthSchemes.Cookie));
            await context.SignInAsync(AuthSchemes.Cookie, user);
            context.User = user;
            Log.SignedIn(logger, TrustedNetworks.Address(context));
        }

        await next(context);
    }

    /// <summary>Whether the cookie's user was let in by his address: then the cookie is worth nothing anywhere else.</summary>
    public static bool LetIn(ClaimsPrincipal? user) => user?.HasClaim(ClaimTypes.AuthenticationMethod, Method) ?? false;

    /// <summary>
    /// Whether a person opens a page: a top-level navigation, no frame in a foreign page, no script's fetch. Browsers say so to a loopback address
    /// and over HTTPS (Fetch Metadata); over plain HTTP to another machine they are silent.
    /// </summary>
    private static bool OpensPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Authorization.Count == 0
        && !AuthProblems.IsForScripts(request)
        && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && IsAbsentOr(request.Headers["Sec-Fetch-Mode"], "navigate")
        && IsAbsentOr(request.Headers["Sec-Fetch-Dest"], "document");

    private static bool IsAbsentOr(string? value, string expected) => string.IsNullOrEmpty(value) || string.Equals(value, expected, StringComparison.Ordinal);
}
