using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AmiBlazor.Auth;

/// <summary>Signs a script in by <c>Authorization: Bearer KEY</c> (RFC 6750) and answers those who are not let in with problem details.</summary>
internal sealed partial class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggerFactory, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggerFactory, encoder)
{
    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0) return Task.FromResult(AuthenticateResult.NoResult());

        var text = header.Count == 1 ? header.ToString() : "";
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || keys.Find(text[Bearer.Length..].Trim()) is not var (name, role))
        {
            Log.KeyRefused(Logger, Context.Connection.RemoteIpAddress);
            RequestRefusals.Note(Context, AuditAction.KeyUse, "The key is not known.");
            return Task.FromResult(AuthenticateResult.Fail("The key is not known."));
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, name), new(ClaimTypes.Role, role), new(AuthClaims.Address, Actor.AddressOf(Context) ?? "")], AuthSchemes.ApiKey);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), AuthSchemes.ApiKey)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var keyGiven = Request.Headers.Authorization.Count > 0;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, keyGiven ? "Bearer realm=\"AmiBlazor\", error=\"invalid_token\"" : "Bearer realm=\"AmiBlazor\"");
        return AuthProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, keyGiven
            ? "This key is not known here. Send one of the keys that Api:Keys configures as “Authorization: Bearer KEY”."
            : "This needs a key or a signed-in browser. Send one of the keys that Api:Keys configures as “Authorization: Bearer KEY”.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AuthProblems.WriteForbiddenAsync(Context);
}
