using System.Text.RegularExpressions;
using AmiBlazor.Tests.Auth.AuthorizationMatrix;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Api;

/// <summary><c>docs/requests.http</c> has every call that scripts may make, and no other.</summary>
public sealed partial class RequestsFileTests
{
    [Fact]
    public void Every_REST_call_is_in_the_file_of_requests()
    {
        var file = File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "docs", "requests.http"));

        var inFile = Request().Matches(file)
            .Select(request => Normal($"{request.Groups["method"].Value} {request.Groups["path"].Value.TrimEnd()}"))
            .ToHashSet(StringComparer.Ordinal);
        var mapped = EntryPoints.All.Select(entry => entry.Route).Where(IsForScripts).Select(Normal);

        Assert.Equal(mapped.Order(StringComparer.Ordinal), inFile.Order(StringComparer.Ordinal));
    }

    private static bool IsForScripts(string route) =>
        new[] { " /api/", " /health/", " /openapi/" }.Any(part => route.Contains(part, StringComparison.Ordinal));

    // A variable of the file and a parameter of a route are both a place for a value; the document's name is part of its address in the file.
    private static string Normal(string call) =>
        Placeholder().Replace(call.Replace("/openapi/v1.json", "/openapi/{documentName}.json", StringComparison.Ordinal), "{}").TrimEnd('/');

    [GeneratedRegex(@"^(?<method>GET|POST|PATCH|DELETE) \{\{host\}\}(?<path>[^?\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{+\w+\}+")]
    private static partial Regex Placeholder();
}
