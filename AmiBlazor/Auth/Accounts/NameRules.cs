using System.Globalization;
using System.Text;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// What a name may be that stands in the audit log and beside what somebody did: the user name of an account, the name of an API key. It holds nothing
/// that people do not see, and cannot be mistaken for another name.
/// </summary>
internal static class NameRules
{
    public const int Longest = 40;

    /// <summary>The name by which the audit log calls the program itself.</summary>
    public const string Reserved = "AmiBlazor";

    // Marks on one letter: some scripts need three.
    private const int MostMarks = 3;

    // Letters and signs without a shape, which are not of the categories of what is invisible; and the two that stand for anything that was lost.
    private static readonly HashSet<int> Shapeless =
        [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD, 0x1D159];

    /// <summary>What is wrong with the characters of a name; null if nothing is.</summary>
    public static FormattableString? Problem(string name)
    {
        if (name.Trim().Length != name.Length || name.Contains("  ", StringComparison.Ordinal))
            return $"A name cannot start or end with a space, or contain two in a row.";
        if (!IsVisible(name))
            return $"A name cannot contain control characters or anything else that people cannot see.";
        if (!string.Equals(name.Normalize(NormalizationForm.FormKC), name.Normalize(NormalizationForm.FormC), StringComparison.Ordinal))
            return $"A name cannot contain letters in a special form, such as full-width ones. Enter plain letters.";
        if (HasLooseMarks(name))
            return $"A name cannot contain accents without a letter, or more than {MostMarks} on one.";
        if (LetterScripts.IsMixed(name))
            return $"A name cannot mix letters of alphabets that look alike, such as Latin and Cyrillic. Enter it in one alphabet.";
        if (string.Equals(name, Reserved, StringComparison.OrdinalIgnoreCase))
            return $"“{name}” stands for the program itself. Enter another name.";
        return null;
    }

    /// <summary>
    /// Whether a text can be the name of an account at all, and so can be normalized and looked up. Accounts that are older than the rules above keep their
    /// names.
    /// </summary>
    public static bool IsText(string name) => name.Length is > 0 and <= Longest && IsWellFormed(name);

    /// <summary>Whether it is text at all: without lone surrogates, noncharacters and NUL, and so can be normalized and stored.</summary>
    public static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!Rune.TryGetRuneAt(name, i, out var rune)) return false;
            if (rune.Value is '\0' or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFE) == 0xFFFE) return false;
            if (rune.Utf16SequenceLength == 2) i++;
        }

        return true;
    }

    private static bool IsVisible(string name) => IsWellFormed(name) && name.EnumerateRunes().All(rune =>
        rune.Value == ' ' || (!Shapeless.Contains(rune.Value) && !IsSelector(rune.Value) && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator)));

    private static bool IsSelector(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool HasLooseMarks(string name)
    {
        // One more than fits before the first letter: a mark there has none.
        var marks = MostMarks;
        foreach (var rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
            marks = isMark ? marks + 1 : rune.Value == ' ' ? MostMarks : 0;
            if (marks > MostMarks) return true;
        }

        return false;
    }
}
