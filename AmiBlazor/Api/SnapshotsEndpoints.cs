using System.Security.Claims;
using AmiBlazor.Auth;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>The JSON files of refreshes.</summary>
internal static class SnapshotsEndpoints
{
    private const string ContentType = "application/json";

    public static void MapSnapshots(this RouteGroupBuilder api) =>
        api.MapGroup("/snapshots").RequireAuthorization(Policies.Refresh).WithTags("Snapshots").ProducesRefusals()
            .MapGet("/{filename}", Download)
            .WithMetadata(new AuditAs(AuditAction.Download, "filename"))
            .WithName("DownloadSnapshot")
            .WithSummary("The JSON file of a refresh: the facts of the run, its rows, and what the PBX sent.")
            .Produces<object>(StatusCodes.Status200OK, ContentType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribesParameter("filename", "jsonFile.filename of a refresh's answer.");

    private static Results<FileStreamHttpResult, ProblemHttpResult> Download(string filename, SnapshotFiles files, ClaimsPrincipal user, AuditTrail audit)
    {
        if (files.Open(filename) is { } file)
        {
            audit.Note(Actor.Of(user), AuditAction.Download, AuditOutcome.Done, filename);
            return TypedResults.Stream(file, ContentType, filename, enableRangeProcessing: true);
        }

        audit.Note(Actor.Of(user), AuditAction.Download, AuditOutcome.Failed, filename, "There is no such file.");
        return Problems.NotFound($"There is no snapshot file “{filename}”. Only the newest are kept; how many, the setting Refresh:KeepSnapshots says.");
    }
}
