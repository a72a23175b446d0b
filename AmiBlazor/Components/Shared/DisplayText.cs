namespace AmiBlazor.Components.Shared;

/// <summary>Text from outside as it may stand on the page. Markup is no matter here, the renderer never interprets it; what cannot be seen, and what is endless, is.</summary>
internal static class DisplayText
{
    /// <summary>As many characters of one value as a cell can use.</summary>
    public const int MaxCell = 120;

    /// <summary>As many as a hint on hover can use.</summary>
    public const int MaxHint = 600;

    /// <summary>The text with control characters made visible, cut after <paramref name="max"/> characters.</summary>
    public static string Show(string? text, int max = MaxCell)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Length <= max && !HasControl(text)) return text;
        var cut = text.Length > max;
        var length = cut ? max : text.Length;

        // Not between the two halves of one character.
        if (cut && char.IsHighSurrogate(text[length - 1])) length--;
        return string.Create(length + (cut ? 1 : 0), (text, length, cut), static (target, from) =>
        {
            for (var index = 0; index < from.length; index++) target[index] = Visible(from.text[index]);
            if (from.cut) target[^1] = '…';
        });
    }

    private static bool HasControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character)) return true;
        }

        return false;
    }

    // Unicode's pictures of the control characters: ␀ for NUL, ␍ for CR.
    private static char Visible(char character) => character switch
    {
        < ' ' => (char)('\u2400' + character),
        '\u007f' => '\u2421',
        >= '\u0080' and <= '\u009f' => '\ufffd',
        _ => character,
    };
}
