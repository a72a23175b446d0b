using AmiBlazor.Control;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>What came of an action on calls or queues.</summary>
/// <param name="Success">True; an action that failed is answered by problem details.</param>
/// <param name="Message">What was done, in a sentence.</param>
/// <param name="PbxWords">The PBX's own words; null if it said nothing.</param>
internal sealed record ControlResponse(bool Success, string Message, string? PbxWords)
{
    /// <summary>200, or the problem with the status that fits the outcome.</summary>
    public static Results<Ok<ControlResponse>, ProblemHttpResult> Of(ControlResult result) => result.Outcome is ControlOutcome.Done
        ? TypedResults.Ok(new ControlResponse(Success: true, result.Message, result.PbxWords))
        : TypedResults.Problem(
            title: result.Message,
            detail: result.PbxWords,
            statusCode: StatusOf(result.Outcome),
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["success"] = false, ["outcome"] = Word(result.Outcome) });

    private static int StatusOf(ControlOutcome outcome) => outcome switch
    {
        ControlOutcome.Invalid => StatusCodes.Status400BadRequest,
        ControlOutcome.NotAllowed => StatusCodes.Status403Forbidden,
        ControlOutcome.Refused => StatusCodes.Status409Conflict,
        ControlOutcome.Gone => StatusCodes.Status410Gone,
        ControlOutcome.Unreachable => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status504GatewayTimeout,
    };

    /// <summary>The word for scripts.</summary>
    private static string Word(ControlOutcome outcome) => outcome switch
    {
        ControlOutcome.Invalid => "invalid",
        ControlOutcome.NotAllowed => "not-allowed",
        ControlOutcome.Refused => "refused",
        ControlOutcome.Gone => "gone",
        ControlOutcome.Unreachable => "unreachable",
        _ => "unknown",
    };
}
