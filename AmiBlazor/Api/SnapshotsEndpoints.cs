using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>The JSON files of refreshes.</summary>
internal static class SnapshotsEndpoints
{
    private const string ContentType = "application/json";

    public static void MapSnapshots(this RouteGroupBuilder api) =>
        api.MapGroup("/snapshots").RequireAuthorization(Policies.Refresh).WithTags("Snapshots").ProducesRefusals()
            .MapGet("/{filename}", DownloadAsync)
            .WithMetadata(new AuditMetadata(AuditAction.Download, "filename"))
            .WithName("DownloadSnapshot")
            .WithSummary("The JSON file of a refresh: its facts, its rows, and what the PBX sent.")
            .Produces<object>(StatusCodes.Status200OK, ContentType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("filename", "jsonFile.filename of a refresh's answer.");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string filename,
        SnapshotFiles files,
        ExtensionQueries queries,
        CurrentScope scopes,
        ClaimsPrincipal user,
        AuditLog audit,
        CancellationToken cancellationToken)
    {
        var scope = await scopes.GetCurrentAsync(user, cancellationToken);
        if (!scope.IncludesAllDepartments)
        {
            audit.Note(Actor.Of(user), AuditAction.Download, AuditOutcome.Refused, filename, "The account is limited to certain departments.");
            return Problems.Forbidden("A JSON file contains the whole PBX, and your account is limited to certain departments.");
        }

        // A file whose refresh is not recorded may belong to any PBX.
        var isSeen = scope.IsAll || (await queries.ServerOfSnapshotAsync(filename, cancellationToken) is { } server && scope.Includes(server));
        if (isSeen && files.Open(filename) is { } file)
        {
            audit.Note(Actor.Of(user), AuditAction.Download, AuditOutcome.Done, filename);
            return TypedResults.Stream(file, ContentType, filename, enableRangeProcessing: true);
        }

        audit.Note(Actor.Of(user), AuditAction.Download, AuditOutcome.Failed, filename, "There is no such file.");
        return Problems.NotFound($"There is no JSON file “{filename}”. Only the newest files are kept; Refresh:KeepSnapshots sets how many.");
    }
}
