using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Control;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>Acts on calls and queues for whoever calls REST: with their scope, and from the phone that is theirs.</summary>
internal sealed class ControlCaller(ICallControl control, RefreshService refreshes, LiveBoard board, CurrentScope scopes, CurrentPhone phones)
{
    /// <summary>Acts.</summary>
    public async Task<Results<Ok<ControlResponse>, ProblemHttpResult>> DoAsync(
        ClaimsPrincipal user, ControlRequest request, CancellationToken cancellationToken)
    {
        var scope = await scopes.GetCurrentAsync(user, cancellationToken);
        return ServerProblem(scope, request.Server) is { } problem
            ? problem
            : ControlResponse.Of(await control.DoAsync(request, Actor.Of(user), scope, cancellationToken));
    }

    /// <summary>Acts from a phone: an account's own; of an API key, which has none, the extension that it names.</summary>
    /// <param name="user">Who calls.</param>
    /// <param name="server">The PBX; empty for that of the account's own phone.</param>
    /// <param name="from">The extension; empty for the account's own phone.</param>
    /// <param name="context">Its dialplan context; empty if only one extension has the number.</param>
    /// <param name="request">Makes the request of the phone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Results<Ok<ControlResponse>, ProblemHttpResult>> DoFromAsync(
        ClaimsPrincipal user, string? server, string? from, string? context, Func<ExtensionKey, ControlRequest> request, CancellationToken cancellationToken)
    {
        var scope = await scopes.GetCurrentAsync(user, cancellationToken);
        if (!string.IsNullOrEmpty(server) && ServerProblem(scope, server) is { } unknown) return unknown;
        var (phone, problem) = string.Equals(user.Identity?.AuthenticationType, AuthSchemes.ApiKey, StringComparison.Ordinal)
            ? Named(scope, server, from, context)
            : Own(await phones.GetCurrentAsync(user, cancellationToken), server, from, context);
        return phone is { } found ? await DoAsync(user, request(found), cancellationToken) : problem!;
    }

    private static (ExtensionKey? Phone, ProblemHttpResult? Problem) Own(ExtensionKey? phone, string? server, string? from, string? context) => phone switch
    {
        null => (null, Problems.Forbidden("Your account has no phone of its own. An administrator chooses it on the page Accounts.")),
        { } own when Differs(server, own.Server) || Differs(from, own.Exten) || Differs(context, own.Context) =>
            (null, Problems.Forbidden($"Your own phone is {own.Exten} in {own.Context} of PBX “{own.Server}”; you can act from no other.")),
        _ => (phone, null),
    };

    private static bool Differs(string? given, string own) => !string.IsNullOrEmpty(given) && !string.Equals(given, own, StringComparison.Ordinal);

    private (ExtensionKey? Phone, ProblemHttpResult? Problem) Named(ExtensionScope scope, string? server, string? from, string? context)
    {
        if (string.IsNullOrEmpty(server)) return (null, Problems.Parameter("server", "server is missing; give the name of the PBX."));
        if (string.IsNullOrEmpty(from)) return (null, Problems.Parameter("from", "from is missing; give the extension whose phone acts."));
        var keys = board.Rows(server)
            .Where(row => row.Present && string.Equals(row.Key.Exten, from, StringComparison.Ordinal) && !Differs(context, row.Key.Context)
                && scope.Includes(row.Key.Server, row.Department))
            .Select(row => row.Key).ToList();
        return keys switch
        {
            [var only] => (only, null),
            [] => (null, Problems.Parameter("from", $"from is “{from}”, which is no extension of PBX “{server}”{(string.IsNullOrEmpty(context) ? "" : $" in context “{context}”")}.")),
            _ => (null, Problems.Parameter("context", $"{from} exists in more than one context; give context: {string.Join(" or ", keys.Select(key => key.Context))}.")),
        };
    }

    private ProblemHttpResult? ServerProblem(ExtensionScope scope, string server) =>
        !scope.Includes(server) || !refreshes.Servers.Contains(server, StringComparer.Ordinal) ? Problems.NotFound(new UnknownServerException(server).Message)
        : control.Kinds(server).Count == 0 ? Problems.NotFound($"Call control is not configured for PBX “{server}”.")
        : null;
}
