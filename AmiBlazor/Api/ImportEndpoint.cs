using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;
using AmiBlazor.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AmiBlazor.Api;

/// <summary>Imports what people say about extensions from a CSV file, as the page does.</summary>
internal static class ImportEndpoint
{
    /// <summary>The most lines of a problem: whoever mends a file begins at its first lines.</summary>
    private const int MaxProblemLines = 1000;

    private static readonly string[] Booleans = ["true", "false"];

    public static void MapImport(this RouteGroupBuilder api) => api
        .MapGroup("/extensions").RequireAuthorization(Policies.Edit).WithTags("Extensions").ProducesRefusals()
        .MapPost("/import", ImportAsync)
        .WithMetadata(new AuditMetadata(AuditAction.Import), new FileUpload(ImportText.MaxBytes))
        .Accepts<string>("text/csv")
        .WithName("ImportPeople")
        .WithSummary("Imports names, departments, notes and e-mail addresses from a CSV file: all of it, or nothing.")
        .WithDescription(
            "The first line names the columns: pbx, context, extension, name, department, note, e-mail. An empty cell leaves what there is, a cell with - "
            + "removes it. Lines of unknown extensions are left out. 422: lines are wrong or about the same extension; nothing was imported.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .DescribesParameter("preview", "true to learn what each line would do, and change nothing.", Booleans);

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> ImportAsync(
        [FromQuery] string? preview,
        HttpRequest request,
        PeopleImporter importer,
        CurrentScope scopes,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var isPreview = false;
        if (!string.IsNullOrEmpty(preview) && !bool.TryParse(preview, out isPreview))
            return Problems.Parameter("preview", $"preview is “{preview}”; allowed are true and false.");
        if (request.ContentType?.Split(';')[0].Trim().Equals("text/csv", StringComparison.OrdinalIgnoreCase) is not true)
            return TypedResults.Problem(title: "Send the file as it is, with Content-Type: text/csv.", statusCode: StatusCodes.Status415UnsupportedMediaType);

        var scope = await scopes.GetCurrentAsync(user, cancellationToken);
        try
        {
            var plan = await importer.ReadAsync(request.Body, scope, cancellationToken);
            if (isPreview) return TypedResults.Ok(ImportResponse.Of(plan, applied: false));
            if (plan.IsBlocked) return Blocked(plan);
            return await importer.TryApplyAsync(Actor.Of(user), scope, plan, "file of a script", cancellationToken) is null
                ? Problems.Conflict("Extensions have changed while the file was read, so nothing was imported. Send it again.")
                : TypedResults.Ok(ImportResponse.Of(plan, applied: true));
        }
        catch (ImportException refused)
        {
            return TypedResults.Problem(title: refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static ProblemHttpResult Blocked(ImportPlan plan) => TypedResults.Problem(
        title: "Nothing was imported: lines are wrong or about the same extension. Correct the file and send it again.",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["wrong"] = plan.Count(ImportResult.Wrong),
            ["duplicate"] = plan.Count(ImportResult.Duplicate),
            ["lines"] = plan.Lines.Where(line => line.Problem is not null).Take(MaxProblemLines).Select(ImportLineResponse.Of).ToArray(),
        });
}
