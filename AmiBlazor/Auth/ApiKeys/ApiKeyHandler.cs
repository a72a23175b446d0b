using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>Authenticates a script by <c>Authorization: Bearer KEY</c> (RFC 6750), and answers 401 and 403 with problem details.</summary>
internal sealed partial class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggerFactory, UrlEncoder encoder, ApiKeyCache keys, ApiKeyUsageRecorder uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggerFactory, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>Why the key that was sent is no longer valid; null if that is not the case. A handler serves one request.</summary>
    private string? _ended;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0) return Task.FromResult(AuthenticateResult.NoResult());

        var text = header.Count == 1 ? header.ToString() : "";
        var key = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? keys.Find(text[Bearer.Length..].Trim()) : null;
        _ended = key?.End(TimeProvider.GetUtcNow());
        if (key is null || _ended is not null)
        {
            // Whoever repeats it fills neither the audit log nor the server log.
            if (DeniedRequestAuditor.Record(Context, AuditAction.KeyUse, _ended ?? "The API key is unknown."))
            {
                if (key is null)
                    Log.KeyRefused(Logger, Context.Connection.RemoteIpAddress);
                else
                    Log.KeyEnded(Logger, Context.Connection.RemoteIpAddress, key.Name);
            }

            return Task.FromResult(AuthenticateResult.Fail(_ended ?? "The API key is unknown."));
        }

        List<Claim> claims = [new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, key.Role), new(AuthClaims.Address, ClientAddress.Of(Context) ?? "")];
        if (key.MayControlCalls) claims.Add(new(AuthClaims.Control, ""));
        if (key.Id is { } id)
        {
            claims.Add(new(AuthClaims.Key, id.ToString(CultureInfo.InvariantCulture)));
            uses.Used(id);
        }

        var identity = new ClaimsIdentity(claims, AuthSchemes.ApiKey);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), AuthSchemes.ApiKey)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var keyGiven = Request.Headers.Authorization.Count > 0;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, keyGiven ? "Bearer realm=\"AmiBlazor\", error=\"invalid_token\"" : "Bearer realm=\"AmiBlazor\"");
        return AuthProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, _ended ?? (keyGiven
            ? "This API key is unknown. Send a key that an administrator created or that Api:Keys configures, as “Authorization: Bearer KEY”."
            : "This requires an API key or a signed-in browser. "
                + "Send a key that an administrator created or that Api:Keys configures, as “Authorization: Bearer KEY”."));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => DeniedRequestAuditor.ForbidAsync(Context);
}
