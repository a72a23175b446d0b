using System.Globalization;
using System.Text;

namespace AmiBlazor.Store;

/// <summary>The rules for e-mail addresses, and their links.</summary>
internal static class EmailAddress
{
    /// <summary>The most characters of an address: as long as a mail server takes one.</summary>
    public const int MaxLength = 254;

    private const int MaxLocal = 64;
    private const int MaxLabel = 63;
    private const string LocalMarks = ".!#$%&'*+/=?^_`{|}~-";

    /// <summary>
    /// Whether the text is the address of one mailbox, as browsers judge it in a field for addresses, and with the letters of every script. Quoted names
    /// and addresses of machines by number are not accepted: nobody writes them.
    /// </summary>
    public static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > MaxLocal || text.Length > MaxLength) return false;
        var local = text.AsSpan(0, at);
        return AllOf(local, LocalMarks) && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
            && text[(at + 1)..].Split('.').All(IsLabel);
    }

    /// <summary>The link that writes to the address. Whatever the address holds, it adds no subject, no text and no other recipient.</summary>
    public static string Link(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? "" : $"mailto:{Uri.EscapeDataString(address[..at])}@{Uri.EscapeDataString(address[(at + 1)..])}";
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && AllOf(label, "-");

    private static bool AllOf(ReadOnlySpan<char> text, string marks)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = rune.IsAscii ? marks.Contains((char)rune.Value, StringComparison.Ordinal) : IsCombining(rune);
            if (!isMark && !Rune.IsLetterOrDigit(rune)) return false;
        }

        return true;
    }

    // Vowels and accents that scripts write as characters of their own.
    private static bool IsCombining(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
