using AmiBlazor.Board;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>The parameters <c>from</c> and <c>to</c> of a request.</summary>
internal static class RequestPeriod
{
    private const string Form = "allowed is an ISO 8601 time such as 2026-01-31T08:00:00Z.";

    /// <returns>The problem with the two; null if there is none.</returns>
    public static ProblemHttpResult? Read(string? from, string? to, out DateTimeOffset? first, out DateTimeOffset? last)
    {
        last = null;
        if (!IsoTime.TryParse(from, out first)) return Problems.Parameter("from", $"from is “{from}”; {Form}");
        if (!IsoTime.TryParse(to, out last)) return Problems.Parameter("to", $"to is “{to}”; {Form}");
        return first > last ? Problems.Parameter("from", $"from ({from}) is after to ({to}); from must not be later than to.") : null;
    }
}
