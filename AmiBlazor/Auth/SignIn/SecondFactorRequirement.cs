using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Lets people whose role requires a second factor (<see cref="AccountSessionOptions.RequireSecondFactor"/>) do nothing but turn one on, until they have
/// one. A session that began with a passkey has it already: the device has verified its user.
/// </summary>
internal sealed class SecondFactorRequirement(
    RequestDelegate next, AccountCache accounts, SessionCache sessions, IOptions<AccountSessionOptions> options)
{
    /// <summary>The page where it is turned on.</summary>
    public const string Path = "/account/second-factor";

    private const string Refused = "Your role requires two-factor authentication. Turn it on under “Your account”, then try again.";

    private static readonly PathString[] Open = [Path, "/account/passkeys", "/sign-out"];

    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.RequireSecondFactor.Count == 0 || IsOpen(context) || !IsMissing(context)) return next(context);
        if (!HttpMethods.IsGet(context.Request.Method) || !AuthProblems.IsForPerson(context.Request))
            return AuthProblems.WriteAsync(context, StatusCodes.Status403Forbidden, Refused);
        context.Response.Redirect(context.Request.PathBase + Path);
        return Task.CompletedTask;
    }

    /// <summary>Whether the user's role requires a second factor that they do not have.</summary>
    public static bool IsMissing(CachedAccount account, CachedSession? session, AccountSessionOptions options) =>
        options.RequireSecondFactor.Contains(account.Role, StringComparer.Ordinal)
        && !account.HasSecondFactor
        && !string.Equals(session?.Method, SessionMethods.Passkey, StringComparison.Ordinal);

    private bool IsMissing(HttpContext context) =>
        accounts.Of(context.User) is { } account && IsMissing(account, sessions.Of(context.User), options.Value);

    private static bool IsOpen(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
