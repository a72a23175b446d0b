using System.Security.Claims;
using System.Text.Json;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Devices;
using AmiBlazor.People;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>Changes what people say about extensions.</summary>
internal static class PeopleEndpoints
{
    private static readonly string[] Fields = ["name", "department", "note", "email"];

    public static void MapPeople(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/extensions").RequireAuthorization(Policies.Edit).WithTags("Extensions").ProducesRefusals();
        group.MapPatch("/{server}/{context}/{extension}", EditAsync)
            .WithMetadata(new AuditMetadata(AuditAction.NameEdit, "extension"))
            .Accepts<PersonRequest>("application/json")
            .WithName("EditExtension")
            .WithSummary("Changes name, department, note or e-mail address of one extension.")
            .WithDescription("What the body leaves out stays as it is; null or an empty text removes it.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<ExtensionResponse>, ProblemHttpResult>> EditAsync(
        string server,
        string context,
        string extension,
        HttpRequest request,
        PersonEditor editor,
        LiveBoard board,
        DeviceBoard devices,
        AddressPrivacy privacy,
        CurrentScope scopes,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var key = new ExtensionKey(ExtensionsEndpoints.Unescape(server), ExtensionsEndpoints.Unescape(context), ExtensionsEndpoints.Unescape(extension));
        var (changes, problem) = await ReadAsync(request, cancellationToken);
        if (changes is null) return problem!;

        var scope = await scopes.GetCurrentAsync(user, cancellationToken);
        var result = await editor.EditAsync(Actor.Of(user), scope, key, Edited, cancellationToken);
        if (result.Row is not { } row) return Problems.NotFound($"No extension “{key.Exten}” in the context “{key.Context}” of the PBX “{key.Server}” is known.");
        if (result.Problem is { } wrong) return Problems.Parameter(Fields[(int)result.Field!.Value], FormattableString.Invariant(wrong));
        var (verifiedAt, verifiedBy) = row.VerifiedWith(board.Pbx(key.Server));
        return TypedResults.Ok(ExtensionResponse.Of(
            new VerifiedRow(row with { LastSeen = board.LastSeen(row) }, verifiedAt, verifiedBy),
            ShownPhones.Of(devices.For(key.Server), row, privacy.ShowsAddresses(user))));

        PersonDetails Edited(PersonDetails details) => new(
            changes.GetValueOrDefault("name", details.Name),
            changes.GetValueOrDefault("department", details.Department),
            changes.GetValueOrDefault("note", details.Note),
            changes.GetValueOrDefault("email", details.Email));
    }

    /// <summary>The fields that the body names, or what is wrong with it.</summary>
    private static async Task<(IReadOnlyDictionary<string, string?>? Changes, ProblemHttpResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (null, TypedResults.Problem(title: "Send the changes as JSON, with Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType));
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return body.RootElement.ValueKind == JsonValueKind.Object ? Read(body.RootElement) : (null, NotAnObject());
        }
        catch (JsonException)
        {
            return (null, NotAnObject());
        }

        static ProblemHttpResult NotAnObject() =>
            TypedResults.Problem(title: "The body is not a JSON object, such as {\"name\": \"Anna Weber\"}.", statusCode: StatusCodes.Status400BadRequest);
    }

    private static (IReadOnlyDictionary<string, string?>? Changes, ProblemHttpResult? Problem) Read(JsonElement body)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in body.EnumerateObject())
        {
            if (!Fields.Contains(field.Name, StringComparer.Ordinal))
                return (null, Problems.Parameter(field.Name, $"Unknown field “{field.Name}”; this call changes {string.Join(", ", Fields)}."));
            if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return (null, Problems.Parameter(field.Name, $"{field.Name} is not a text; allowed are a text and null."));
            if (!changes.TryAdd(field.Name, field.Value.GetString()))
                return (null, Problems.Parameter(field.Name, $"The field “{field.Name}” is given more than once; give it once."));
        }

        return changes.Count == 0
            ? (null, TypedResults.Problem(title: $"The body names no field; this call changes {string.Join(", ", Fields)}.", statusCode: StatusCodes.Status400BadRequest))
            : (changes, null);
    }
}

/// <summary>What to change; what is left out stays as it is, null or an empty text removes it.</summary>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Department">At most 80 characters.</param>
/// <param name="Note">At most 500 characters, of one or more lines.</param>
/// <param name="Email">An e-mail address of at most 254 characters.</param>
internal sealed record PersonRequest(string? Name, string? Department, string? Note, string? Email);
