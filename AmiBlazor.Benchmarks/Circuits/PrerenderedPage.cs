using System.Text.RegularExpressions;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>The parts of a page from which blazor.web.js starts its circuit.</summary>
/// <param name="Operations">The components to add, in the format of <c>UpdateRootComponents</c>.</param>
/// <param name="State">The persisted state of the prerendered components.</param>
internal sealed partial record PrerenderedPage(string Operations, string State)
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    public static PrerenderedPage Parse(string html)
    {
        var components = Marker().Matches(html)
            .Select(match => match.Groups["json"].Value)
            .Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}""");
        var operations = $$"""{"batchId":1,"operations":[{{string.Join(',', components)}}]}""";
        return new PrerenderedPage(operations, StateMark().Match(html).Groups["state"].Value);
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateMark();
}
