using System.Buffers;
using System.Globalization;
using System.Text;

namespace AmiBlazor.People;

/// <summary>
/// Keeps text in a CSV file from being executed by a spreadsheet, and takes it back: a cell that begins like a formula gets a <see cref="Guard"/> before it.
/// </summary>
internal static class CsvGuard
{
    /// <summary>A spreadsheet takes whatever follows it as text.</summary>
    public const char Guard = '\'';

    // The characters that begin a formula in every spreadsheet, and their full-width forms, which Japanese ones accept as well.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\uff1d\uff0b\uff0d\uff20");

    // The file uses one of them, but its reader may be set to the other, for which the rest of the text is a new cell; and so is a new line for some.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;\n");

    /// <summary>The text with a guard before everything that a spreadsheet would execute.</summary>
    public static string Protect(string text) => Rewrite(text, static (piece, result) =>
    {
        if (IsFormula(piece)) result.Append(Guard);
        result.Append(piece);
    });

    /// <summary>The text that <see cref="Protect"/> was given; text without guards is returned as it is.</summary>
    public static string Restore(string text) => Rewrite(text, static (piece, result) =>
        result.Append(piece is [Guard, .. var rest] && IsFormula(rest) ? rest : piece));

    private static string Rewrite(string text, Action<ReadOnlySpan<char>, StringBuilder> append)
    {
        if (!text.AsSpan().ContainsAny(Beginnings)) return text;

        var result = new StringBuilder(text.Length + 1);
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Separators);
            var piece = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length + 1);
            append(piece, result);
            start += piece.Length;
        }

        return result.ToString();
    }

    /// <summary>
    /// Some programs ignore invisible characters or quotes before they decide. Guards are passed over as well, so that each text has a protected form of its
    /// own, and <see cref="Restore"/> finds it again.
    /// </summary>
    private static bool IsFormula(ReadOnlySpan<char> piece)
    {
        foreach (var character in piece)
        {
            if (Beginnings.Contains(character)) return true;
            if (character is not ('"' or Guard) && !char.IsWhiteSpace(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
                return false;
        }

        return false;
    }
}
