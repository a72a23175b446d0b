using AmiBlazor.Components.Shared;
using AmiBlazor.People;

namespace AmiBlazor.Components.Exports;

/// <summary>
/// Makes external text safe for spreadsheets: a cell that begins like a formula would be executed on the computer of whoever opens the file.
/// </summary>
internal static class CsvText
{
    /// <summary>
    /// The text with visible control characters (tab, CR and LF would end cells and lines) and a <see cref="CsvGuard.Guard"/> before everything that a
    /// spreadsheet would execute.
    /// </summary>
    public static string Safe(string? text) => CsvGuard.Protect(DisplayText.Show(text, int.MaxValue));

    /// <summary>The same for text of several lines, which stay lines: <c>\n</c> is between them.</summary>
    public static string SafeLines(string? text) =>
        text is null ? "" : CsvGuard.Protect(string.Join('\n', text.Split('\n').Select(line => DisplayText.Show(line, int.MaxValue))));
}
