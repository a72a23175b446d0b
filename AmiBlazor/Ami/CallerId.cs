namespace AmiBlazor.Ami;

/// <summary>A caller ID taken apart: <c>"Anna Adler" &lt;1001&gt;</c>.</summary>
/// <param name="Name">The name; null when there is none.</param>
/// <param name="Number">The number; null when there is none.</param>
internal sealed record CallerId(string? Name, string? Number)
{
    private static readonly CallerId None = new(null, null);

    /// <summary>Reads what <c>ast_callerid_merge</c> (main/callerid.c) writes: both, the bare name, the bare number, or <c>&lt;unknown&gt;</c>.</summary>
    public static CallerId Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text is "<unknown>") return None;
        var start = text.LastIndexOf('<');
        if (start >= 0 && text[^1] == '>') return new CallerId(NameOf(text[..start]), NullIfEmpty(text[(start + 1)..^1].Trim()));
        return IsNumber(text) ? new CallerId(null, text) : new CallerId(NameOf(text), null);
    }

    private static string? NameOf(string text)
    {
        text = text.Trim();
        if (text is ['"', .., '"'] && text.Length > 1) text = text[1..^1];
        return NullIfEmpty(text.Replace("\\\"", "\"", StringComparison.Ordinal).Trim());
    }

    private static bool IsNumber(string text) => text.All(static character => char.IsAsciiDigit(character) || character is '+' or '*' or '#' or '-' or '.' or '(' or ')' or ' ');

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
