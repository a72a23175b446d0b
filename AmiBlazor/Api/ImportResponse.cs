using System.Text.Json;
using AmiBlazor.People;

namespace AmiBlazor.Api;

/// <summary>What an import did, or would do.</summary>
/// <param name="Applied">False for a preview, which changed nothing.</param>
/// <param name="New">Extensions about which nothing was said before.</param>
/// <param name="Changed">Extensions about which something else was said before.</param>
/// <param name="Same">Lines that change nothing; they are not in <paramref name="Lines"/>.</param>
/// <param name="Unknown">Lines whose extension does not exist; they are left out.</param>
/// <param name="Duplicate">Lines about an extension that an earlier line is about.</param>
/// <param name="Wrong">Lines that cannot be imported.</param>
/// <param name="IgnoredColumns">Names of the columns that are not imported.</param>
/// <param name="Lines">What each line is.</param>
internal sealed record ImportResponse(
    bool Applied,
    int New,
    int Changed,
    int Same,
    int Unknown,
    int Duplicate,
    int Wrong,
    IReadOnlyList<string> IgnoredColumns,
    IEnumerable<ImportLineResponse> Lines)
{
    public static ImportResponse Of(ImportPlan plan, bool applied) => new(
        applied,
        plan.Count(ImportResult.New),
        plan.Count(ImportResult.Changed),
        plan.Count(ImportResult.Same),
        plan.Count(ImportResult.Unknown),
        plan.Count(ImportResult.Duplicate),
        plan.Count(ImportResult.Wrong),
        plan.IgnoredColumns,
        plan.Lines.Where(line => line.Result != ImportResult.Same).Select(ImportLineResponse.Of));
}

/// <summary>What one line is.</summary>
/// <param name="Line">The number of the line in the file, from 1.</param>
/// <param name="Result"><c>new</c>, <c>changed</c>, <c>unknown</c>, <c>duplicate</c> or <c>wrong</c>.</param>
/// <param name="Extension">The extension that the line names.</param>
/// <param name="Problem">What is wrong; null if nothing is.</param>
internal sealed record ImportLineResponse(int Line, string Result, string Extension, string? Problem)
{
    public static ImportLineResponse Of(ImportLine line) => new(
        line.Number, JsonNamingPolicy.CamelCase.ConvertName(line.Result.ToString()), line.Exten, line.Problem is { } problem ? FormattableString.Invariant(problem) : null);
}
