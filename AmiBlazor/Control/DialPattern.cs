using System.Diagnostics.CodeAnalysis;

namespace AmiBlazor.Control;

/// <summary>
/// Numbers that may be dialled, as Asterisk's dialplan writes them: a number as it is, or behind an underscore <c>X</c> for 0–9, <c>Z</c> for 1–9, <c>N</c> for
/// 2–9, <c>[15-7]</c> for any of these, and at the end <c>.</c> for one or more digits and <c>!</c> for any number of them. It has at least one place of its
/// own before these, so that nothing is allowed by mistake.
/// </summary>
internal sealed class DialPattern
{
    /// <summary>The most digits of a number.</summary>
    public const int LongestNumber = 20;

    private const string Digits = "0123456789*#+";
    private const int LongestPattern = 60;

    private readonly List<string> _places;
    private readonly int _least;
    private readonly int _most;

    private DialPattern(List<string> places, int least, int most)
    {
        _places = places;
        _least = least;
        _most = most;
    }

    /// <summary>Whether a text is a number that can be dialled: 1 to 20 digits, <c>*</c>, <c>#</c> and <c>+</c>.</summary>
    public static bool IsNumber([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= LongestNumber } && text.All(Digits.Contains);

    /// <summary>Reads a pattern; null when it is none.</summary>
    public static DialPattern? Parse(string? text)
    {
        if (text is null || text.Length > LongestPattern) return null;
        if (!text.StartsWith('_'))
            return IsNumber(text) ? new DialPattern([.. text.Select(digit => digit.ToString())], text.Length, text.Length) : null;
        var places = new List<string>();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is '.' or '!')
            {
                if (at < text.Length - 1 || places.Count == 0) return null;
                return new DialPattern(places, text[at] == '.' ? places.Count + 1 : places.Count, LongestNumber);
            }

            if (Place(text, ref at) is not { } place) return null;
            places.Add(place);
        }

        return places.Count is > 0 and <= LongestNumber ? new DialPattern(places, places.Count, places.Count) : null;
    }

    /// <summary>Whether a number is allowed.</summary>
    public bool Matches(string number)
    {
        if (!IsNumber(number) || number.Length < _least || number.Length > _most) return false;
        for (var at = 0; at < _places.Count; at++)
        {
            if (!_places[at].Contains(number[at], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>The digits of one place; null when it is none.</summary>
    private static string? Place(string text, ref int at) => text[at] switch
    {
        'X' or 'x' => "0123456789",
        'Z' or 'z' => "123456789",
        'N' or 'n' => "23456789",
        '[' => Set(text, ref at),
        var digit when Digits.Contains(digit, StringComparison.Ordinal) => digit.ToString(),
        _ => null,
    };

    private static string? Set(string text, ref int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0) return null;
        var set = text[(at + 1)..end];
        at = end;
        var digits = "";
        for (var index = 0; index < set.Length; index++)
        {
            if (!Digits.Contains(set[index], StringComparison.Ordinal)) return null;
            if (index + 2 >= set.Length || set[index + 1] != '-')
            {
                digits += set[index];
                continue;
            }

            var (first, last) = (set[index], set[index + 2]);
            if (!char.IsAsciiDigit(first) || !char.IsAsciiDigit(last) || first > last) return null;
            for (var digit = first; digit <= last; digit++) digits += digit;
            index += 2;
        }

        return digits.Length == 0 ? null : digits;
    }
}
