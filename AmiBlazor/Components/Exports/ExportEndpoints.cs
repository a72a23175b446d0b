using System.Globalization;
using System.Net.Mime;
using System.Security.Claims;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Audit;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using AmiBlazor.Refresh;
using AmiBlazor.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Components.Exports;

/// <summary>Serves what the pages show as CSV files, with the same filters in the address.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder endpoints)
    {
        var exports = endpoints.MapGroup("").WithMetadata(new AuditMetadata(AuditAction.Export)).ExcludeFromDescription();
        exports.MapGet(ExportRoutes.Extensions, GetExtensionsAsync).RequireAuthorization(Policies.Refresh);
        exports.MapGet(ExportRoutes.Calls, GetCallsAsync).RequireAuthorization(Policies.Refresh);
        exports.MapGet(ExportRoutes.Audit, GetAuditAsync).RequireAuthorization(Policies.Administer);
    }

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> GetExtensionsAsync(
        HttpContext context,
        ClaimsPrincipal user,
        LiveBoard board,
        RefreshService service,
        CurrentScope scopes,
        FavouriteStore favourites,
        Localizer texts,
        AuditLog audit,
        TimeProvider time)
    {
        texts.Use(context.Request);
        var scope = await scopes.GetCurrentAsync(user, context.RequestAborted);
        var view = new ExtensionGridView(status => StatusStyle.Label(texts, status), scope);
        view.Update(board.Snapshot);
        if (AuthClaims.GetAccountId(user) is { } account)
        {
            await favourites.LoadAsync(account, context.RequestAborted);
            view.Pin(favourites.Of(account));
        }

        var pbxs = service.Servers.Where(scope.Includes).Union(view.Servers, StringComparer.Ordinal).ToList();
        var address = new GridAddress(Query("q"), Query("status"), Query("pbx"), Query("context"), Query("sort"), Favourites: Query("favourites")).Normal;
        var (filter, sort, hints) = address.Read(texts, pbxs, view.Contexts);

        // A page can say that a filter was ignored; a file with more rows than requested cannot.
        if (hints.Count > 0) return BadRequest(string.Join(' ', hints));
        view.Show(filter, sort);

        return File(context, texts, time, "extensions", WriteAsync);

        string? Query(string name) => context.Request.Query[name];

        async Task WriteAsync(CsvFile file)
        {
            var rows = 0;
            try
            {
                await file.WriteAsync(context.RequestAborted, ExtensionLine.Titles);
                foreach (var item in view.Visible)
                {
                    await file.WriteWithLinesAsync(context.RequestAborted, ExtensionLine.Of(item.Row, view.LastSeen(item.Row)));
                    rows++;
                }
            }
            finally
            {
                RecordExport(audit, context, user, "extensions", rows, view.Visible.Count);
            }
        }
    }

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> GetAuditAsync(
        HttpContext context, ClaimsPrincipal user, AuditQueries queries, Localizer texts, AuditLog audit, TimeProvider time)
    {
        texts.Use(context.Request);
        var (filter, hints) = AuditAddress.Of(name => context.Request.Query[name]).Read(texts);
        if (hints.Count > 0) return BadRequest(string.Join(' ', hints));

        await audit.FlushAsync(context.RequestAborted);
        return File(context, texts, time, "audit", WriteAsync);

        async Task WriteAsync(CsvFile file)
        {
            var rows = 0;
            var isWhole = false;
            try
            {
                await file.WriteAsync(context.RequestAborted, AuditLine.Titles);
                await foreach (var entry in queries.ReadAsync(filter, ExportRoutes.MaxAuditEntries + 1, context.RequestAborted))
                {
                    if (rows == ExportRoutes.MaxAuditEntries)
                    {
                        var more = texts.Format($"This file contains only the newest {ExportRoutes.MaxAuditEntries:N0} entries. Narrow the filter for older ones.");
                        await file.WriteAsync(context.RequestAborted, AuditLine.More(more));
                        break;
                    }

                    await file.WriteAsync(context.RequestAborted, AuditLine.Of(entry));
                    rows++;
                }

                isWhole = true;
            }
            finally
            {
                RecordExport(audit, context, user, "audit", rows, isWhole ? rows : null);
            }
        }
    }

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult>> GetCallsAsync(
        HttpContext context,
        ClaimsPrincipal user,
        LiveBoard board,
        CallQueries queries,
        CurrentScope scopes,
        NumberPrivacies privacies,
        Localizer texts,
        AuditLog audit,
        TimeProvider time)
    {
        texts.Use(context.Request);
        var (scope, privacy) = (await scopes.GetCurrentAsync(user, context.RequestAborted), privacies.Of(user));
        var (filter, hints) = PastCallsAddress.Of(name => context.Request.Query[name]).Read(texts, privacy);
        if (hints.Count > 0) return BadRequest(string.Join(' ', hints));
        var visibility = new CallVisibility(scope, privacy, board.Snapshot);
        var names = board.Snapshot.Rows().Where(row => !string.IsNullOrEmpty(row.Name)).ToDictionary(row => row.Key, row => row.Name!);
        return File(context, texts, time, "calls", WriteAsync);

        async Task WriteAsync(CsvFile file)
        {
            var rows = 0;
            var isWhole = false;
            try
            {
                await file.WriteAsync(context.RequestAborted, CallLine.Titles);
                await foreach (var call in queries.ReadAsync(scope, filter, ExportRoutes.MaxCalls + 1, context.RequestAborted))
                {
                    if (rows == ExportRoutes.MaxCalls)
                    {
                        var more = texts.Format($"This file contains only the newest {ExportRoutes.MaxCalls:N0} calls. Narrow the filter for older ones.");
                        await file.WriteAsync(context.RequestAborted, CallLine.More(more));
                        break;
                    }

                    await file.WriteAsync(context.RequestAborted, CallLine.Of(visibility.Of(call), names));
                    rows++;
                }

                isWhole = true;
            }
            finally
            {
                RecordExport(audit, context, user, "calls", rows, isWhole ? rows : null);
            }
        }
    }

    private static PushStreamHttpResult File(HttpContext context, Localizer texts, TimeProvider time, string name, Func<CsvFile, Task> write)
    {
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), texts.Zone ?? TimeZoneInfo.Utc);
        var separator = string.Equals(context.Request.Query["separator"], "semicolon", StringComparison.Ordinal) ? ';' : ',';
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async stream =>
            {
                await using var file = new CsvFile(stream, separator);
                await write(file);
            },
            CsvFile.ContentType,
            string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyy-MM-dd-HHmm}.csv"));
    }

    /// <param name="audit">The audit log.</param>
    /// <param name="context">The request.</param>
    /// <param name="user">The user who requested the file.</param>
    /// <param name="what">What was exported.</param>
    /// <param name="written">How many lines were sent.</param>
    /// <param name="all">How many there were; null if that is unknown.</param>
    private static void RecordExport(AuditLog audit, HttpContext context, ClaimsPrincipal user, string what, int written, int? all) => audit.Note(
        Actor.Of(user),
        AuditAction.Export,
        written == all ? AuditOutcome.Done : AuditOutcome.Failed,
        what,
        FormattableString.Invariant($"{written} lines{(written == all ? "" : ", broken off")}. {context.Request.Path}{context.Request.QueryString}"));

    private static ContentHttpResult BadRequest(string sentence) =>
        TypedResults.Text(sentence + "\n", MediaTypeNames.Text.Plain, Encoding.UTF8, StatusCodes.Status400BadRequest);
}
