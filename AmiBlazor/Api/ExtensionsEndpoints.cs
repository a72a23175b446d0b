using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>The extensions and their history, read from the database.</summary>
internal static class ExtensionsEndpoints
{
    private const int LongestText = 200;

    /// <summary>The most rows of one answer: 4 MB.</summary>
    private const int MaxLimit = 10_000;

    private static readonly string[] Booleans = ["true", "false"];

    private static readonly string[] StatusWords = [.. ExtensionStatusExtensions.Sent.Select(status => status.Word())];

    public static void MapExtensions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/extensions").RequireAuthorization(Policies.See).WithTags("Extensions").ProducesRefusals();
        group.MapGet("", ListAsync)
            .WithName("ListExtensions")
            .WithSummary("The extensions that match the filter, by server, context and extension.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DescribesParameter("server", "Name of a PBX.")
            .DescribesParameter("status", "Status word.", StatusWords)
            .DescribesParameter("context", "Dialplan context, exact.")
            .DescribesParameter("q", "Part of extension, name or PBX name, department, note, e-mail address, hint or context, whatever its case; at most 200 characters.")
            .DescribesParameter("gone", "true for extensions that their PBX no longer lists, false for those that it lists.", Booleans)
            .DescribesParameter("archived", "true for archived extensions as well, which are left out otherwise.", Booleans)
            .DescribesParameter("limit", "The most rows of this page, 1 to 10,000; the default is 10,000. X-Total-Count tells how many there are in all.")
            .DescribesParameter("after", "Where the page begins, from the header Link (rel=next) of the page before.");
        group.MapGet("/{server}/{context}/{extension}/history", HistoryAsync)
            .WithName("GetHistory")
            .WithSummary("The status changes of one extension, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DescribesParameter("from", "ISO 8601 time; only changes at or after it. UTC if it has no offset.")
            .DescribesParameter("to", "ISO 8601 time; only changes at or before it. UTC if it has no offset.");
        group.MapGet("/{server}/gaps", GapsAsync)
            .WithName("GetGaps")
            .WithSummary("The gaps of one PBX, in which changes may have been missed, newest first.")
            .WithDescription(
                "During a gap, no status is certain. What had a different status at its end is in the history with the time of the end and the source "
                + "resync; when it changed, and what else changed in the meantime, is unknown.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DescribesParameter("server", "Name of a PBX.")
            .DescribesParameter("from", "ISO 8601 time; only gaps that lasted at it or later. UTC if it has no offset.")
            .DescribesParameter("to", "ISO 8601 time; only gaps that began at or before it. UTC if it has no offset.");
    }

    private static async Task<Results<Ok<IEnumerable<ExtensionResponse>>, ProblemHttpResult>> ListAsync(
        [FromQuery] string? server,
        [FromQuery] string? status,
        [FromQuery] string? context,
        [FromQuery] string? q,
        [FromQuery] string? gone,
        [FromQuery] string? archived,
        [FromQuery] string? limit,
        [FromQuery] string? after,
        ExtensionQueries queries,
        RefreshService refreshes,
        DeviceBoard devices,
        AddressPrivacy privacy,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        ExtensionStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!ExtensionStatusExtensions.TryParse(status, out var parsed) || !ExtensionStatusExtensions.Sent.Contains(parsed))
                return Problems.Parameter("status", $"status is “{status}”; allowed are {string.Join(", ", StatusWords)}.");

            wanted = parsed;
        }

        if (q?.Length > LongestText)
            return Problems.Parameter("q", $"q has {q.Length} characters; allowed are at most {LongestText}.");

        if (!TryReadBoolean(gone, out var isGone))
            return Problems.Parameter("gone", $"gone is “{gone}”; allowed are true and false.");
        if (!TryReadBoolean(archived, out var withArchived))
            return Problems.Parameter("archived", $"archived is “{archived}”; allowed are true and false.");

        if (!TryReadLimit(limit, out var most))
            return Problems.Parameter("limit", $"limit is “{limit}”; allowed are whole numbers from 1 to {MaxLimit}.");
        if (!ExtensionCursor.TryRead(after, out var last))
            return Problems.Parameter("after", "after is not from the header Link of an earlier page; leave it out to begin with the first page.");

        var filter = new ExtensionFilter(NullIfEmpty(server), wanted, NullIfEmpty(context), NullIfEmpty(q)) { Gone = isGone, WithArchived = withArchived is true };
        var scope = ExtensionScopes.Of(http.User);
        var page = await queries.PageAsync(scope, filter, last, most, cancellationToken);

        // The database may contain a PBX that is no longer configured; a name in neither is a mistake.
        if (page.Total == 0 && filter.Server is { } name && !(scope.Includes(name) && refreshes.Servers.Contains(name, StringComparer.Ordinal)))
            return Problems.NotFound(new UnknownServerException(name).Message);

        http.Response.Headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        if (page.Next is { } next) http.Response.Headers.Link = $"<{NextPage(http.Request, next)}>; rel=\"next\"";
        var withAddresses = privacy.ShowsAddresses(http.User);
        return TypedResults.Ok(page.Rows.Select(row => ExtensionResponse.Of(row, ShownPhones.Of(devices.For(row.Row.Key.Server), row.Row, withAddresses))));
    }

    private static bool TryReadBoolean(string? text, out bool? value)
    {
        value = bool.TryParse(text, out var parsed) ? parsed : null;
        return value is not null || string.IsNullOrEmpty(text);
    }

    private static bool TryReadLimit(string? text, out int limit)
    {
        limit = MaxLimit;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is > 0 and <= MaxLimit);
    }

    /// <summary>The same call for what comes after this page.</summary>
    private static string NextPage(HttpRequest request, ExtensionKey last)
    {
        var query = request.Query.Where(one => !string.Equals(one.Key, "after", StringComparison.OrdinalIgnoreCase))
            .SelectMany(one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value))
            .Append(KeyValuePair.Create("after", (string?)ExtensionCursor.Write(last)));
        return request.PathBase + request.Path + QueryString.Create(query);
    }

    private static async Task<Results<Ok<IEnumerable<HistoryResponse>>, ProblemHttpResult>> HistoryAsync(
        string server,
        string context,
        string extension,
        [FromQuery] string? from,
        [FromQuery] string? to,
        ExtensionQueries queries,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (RequestPeriod.Read(from, to, out var first, out var last) is { } problem) return problem;

        var key = new ExtensionKey(Unescape(server), Unescape(context), Unescape(extension));
        var changes = await queries.HistoryAsync(ExtensionScopes.Of(user), key, first, last, cancellationToken);
        return changes is null
            ? Problems.NotFound($"No extension “{key.Exten}” in the context “{key.Context}” of the PBX “{key.Server}” is known.")
            : TypedResults.Ok(changes.Select(HistoryResponse.Of));
    }

    private static async Task<Results<Ok<IEnumerable<GapResponse>>, ProblemHttpResult>> GapsAsync(
        string server,
        [FromQuery] string? from,
        [FromQuery] string? to,
        MonitoringGapStore gaps,
        RefreshService refreshes,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (RequestPeriod.Read(from, to, out var first, out var last) is { } problem) return problem;

        var name = Unescape(server);
        var scope = ExtensionScopes.Of(user);
        if (!scope.Includes(name)) return Problems.NotFound(new UnknownServerException(name).Message);
        var found = await gaps.BetweenAsync(name, first, last, cancellationToken);

        // As for the extensions: the database may contain a PBX that is no longer configured.
        return found.Count == 0 && !refreshes.Servers.Contains(name, StringComparer.Ordinal)
            ? Problems.NotFound(new UnknownServerException(name).Message)
            : TypedResults.Ok(found.Reverse().Select(gap => GapResponse.Of(gap, scope.IncludesAllDepartments)));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A slash within a segment arrives escaped, because routing does not decode it.</summary>
    internal static string Unescape(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
