namespace AmiBlazor.Components.Shared;

/// <summary>Makes external text safe to display: replaces invisible control characters and truncates. Blazor encodes markup itself.</summary>
internal static class DisplayText
{
    /// <summary>The maximum number of characters in a table cell.</summary>
    public const int MaxCell = 120;

    /// <summary>The maximum number of characters in a tooltip.</summary>
    public const int MaxHint = 600;

    /// <summary>The text with visible control characters, truncated to <paramref name="max"/> characters and an ellipsis.</summary>
    public static string Show(string? text, int max = MaxCell)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Length <= max && !HasControl(text)) return text;
        var cut = text.Length > max;
        var length = cut ? max : text.Length;

        // Do not split a surrogate pair.
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

    // Unicode has pictures for control characters: ␀ for NUL, ␍ for CR.
    private static char Visible(char character) => character switch
    {
        < ' ' => (char)('\u2400' + character),
        '\u007f' => '\u2421',
        >= '\u0080' and <= '\u009f' => '\ufffd',
        _ => character,
    };
}
