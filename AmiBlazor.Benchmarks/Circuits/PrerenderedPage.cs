using System.Text.RegularExpressions;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>What blazor.web.js takes out of a page to make its circuit.</summary>
/// <param name="Operations">The components to add, as <c>UpdateRootComponents</c> wants them.</param>
/// <param name="State">What the components saved while they were prerendered.</param>
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
