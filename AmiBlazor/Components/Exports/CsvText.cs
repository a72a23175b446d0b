using System.Buffers;
using System.Globalization;
using System.Text;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Exports;

/// <summary>
/// Makes external text safe for spreadsheets: a cell that begins like a formula would be executed on the computer of whoever opens the file.
/// </summary>
internal static class CsvText
{
    /// <summary>A spreadsheet takes whatever follows it as text.</summary>
    public const char Guard = '\'';

    // The characters that begin a formula in every spreadsheet, and their full-width forms, which Japanese ones accept as well.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\uff1d\uff0b\uff0d\uff20");

    // The file uses one of them, but its reader may be set to the other, for which the rest of the text is a new cell.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;");

    /// <summary>
    /// The text with visible control characters (tab, CR and LF would end cells and lines) and a <see cref="Guard"/> before everything that a
    /// spreadsheet would execute.
    /// </summary>
    public static string Safe(string? text)
    {
        var shown = DisplayText.Show(text, int.MaxValue);
        if (!shown.AsSpan().ContainsAny(Beginnings)) return shown;

        var safe = new StringBuilder(shown.Length + 1);
        for (var start = 0; start < shown.Length;)
        {
            var length = shown.AsSpan(start).IndexOfAny(Separators);
            var cell = length < 0 ? shown.AsSpan(start) : shown.AsSpan(start, length + 1);
            if (IsFormula(cell)) safe.Append(Guard);
            safe.Append(cell);
            start += cell.Length;
        }

        return safe.ToString();
    }

    /// <summary>Some programs ignore invisible characters or quotes before they decide.</summary>
    private static bool IsFormula(ReadOnlySpan<char> cell)
    {
        foreach (var character in cell)
        {
            if (Beginnings.Contains(character)) return true;
            if (character is not '"' && !char.IsWhiteSpace(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
                return false;
        }

        return false;
    }
}
