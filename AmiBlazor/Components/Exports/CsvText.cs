using System.Buffers;
using System.Globalization;
using System.Text;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Exports;

/// <summary>
/// Text from outside as it may stand in a file that a spreadsheet opens: one that begins as a formula does would be run, on the computer of whoever
/// opens it.
/// </summary>
internal static class CsvText
{
    /// <summary>Before it, a spreadsheet takes what follows for text.</summary>
    public const char Guard = '\'';

    // Beside what begins a formula in every spreadsheet, the same in full width, which Japanese ones take as well.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\uff1d\uff0b\uff0d\uff20");

    // The file has one of them, and its reader may be set to the other: then what follows begins a cell, too.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;");

    /// <summary>
    /// The text, with control characters made visible (tab, CR and LF end cells and lines) and a <see cref="Guard"/> before what a spreadsheet would run.
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

    /// <summary>Some programs pass over what cannot be seen, or over quotes, before they look.</summary>
    private static bool IsFormula(ReadOnlySpan<char> cell)
    {
        foreach (var character in cell)
        {
            if (Beginnings.Contains(character)) return true;
            if (character is not '"' && !char.IsWhiteSpace(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format) return false;
        }

        return false;
    }
}
