using System.Globalization;
using AmiBlazor.Calls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AmiBlazor.Api;

/// <summary>The parameters <c>limit</c> and <c>after</c> of a request for history, and the link to the page after it.</summary>
internal static class RequestPage
{
    private const int UsualLimit = 100;

    private const int MaxLimit = 1000;

    /// <returns>The problem with the two; null if there is none.</returns>
    public static ProblemHttpResult? Read(string? limit, string? after, out int most, out (DateTimeOffset At, long Id)? cursor)
    {
        (most, cursor) = (UsualLimit, null);
        if (!string.IsNullOrEmpty(limit) && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is > 0 and <= MaxLimit))
            return Problems.Parameter("limit", $"limit is “{limit}”; allowed are whole numbers from 1 to {MaxLimit}.");
        return CallCursor.TryRead(after, out cursor)
            ? null
            : Problems.Parameter("after", "after is not from the header Link of an earlier page; leave it out to begin with the first page.");
    }

    /// <summary>Sets the header <c>Link</c> to the page after this one.</summary>
    public static void LinkNext(HttpContext http, string cursor)
    {
        var query = http.Request.Query.Where(one => !string.Equals(one.Key, "after", StringComparison.OrdinalIgnoreCase))
            .SelectMany(one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value))
            .Append(KeyValuePair.Create("after", (string?)cursor));
        http.Response.Headers.Link = $"<{http.Request.PathBase + http.Request.Path + QueryString.Create(query)}>; rel=\"next\"";
    }
}
