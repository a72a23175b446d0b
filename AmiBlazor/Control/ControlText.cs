using System.Buffers;
using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>The forms of the parts of which actions are made. Whatever does not have its form never reaches the PBX.</summary>
internal static class ControlText
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 80;

    private const int LongestCallerName = 40;
    private const int LongestShown = 60;
    private const int LongestTechnology = 20;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> Technology = SearchValues.Create(Letters);
    private static readonly SearchValues<char> Device = SearchValues.Create(Letters + "_.+@:-");
    private static readonly SearchValues<char> Channel = SearchValues.Create(Letters + "_.+@:/#*-");
    private static readonly SearchValues<char> Word = SearchValues.Create(Letters + "_.-");
    private static readonly SearchValues<char> CallerNumber = SearchValues.Create(Letters + "_.+*#-");

    /// <summary>A device that can be rung, such as <c>PJSIP/my-phone</c>.</summary>
    public static bool IsDevice(string text) => HasTechnology(text, 80, Device);

    /// <summary>The name of a channel with a phone: no regular expression, and nothing that ends an argument of an application.</summary>
    public static bool IsChannel(string text) => HasTechnology(text, 120, Channel);

    /// <summary>A Uniqueid, a context, the name of a parking lot, a parking space.</summary>
    public static bool IsWord(string? text) => Has(text, 150, Word);

    /// <summary>
    /// An interface of a queue, such as <c>Local/1002@from-queue/n</c>, or the name of a queue: anything on one line that Asterisk can store.
    /// </summary>
    public static bool IsStorable(string text) => text.Length is > 0 and <= 200 && !text.Any(IsBreaking);

    /// <summary>Why an agent is paused: a few words on one line. Asterisk stores them beside others, with <c>;</c> and <c>|</c> between.</summary>
    public static bool IsReason(string text) =>
        text.Length is > 0 and <= LongestReason && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && !text.Any(IsBreaking)
        && !HasLoneSurrogate(text);

    /// <summary>A person's name in a form that Asterisk can store beside others; null when nothing remains.</summary>
    public static string? MemberName(string? name)
    {
        if (name is null) return null;
        var clean = string.Concat(name.Select(letter => IsBreaking(letter) || char.IsSurrogate(letter) || letter is ',' or '"' ? ' ' : letter)).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, LongestReason)].Trim();
    }

    /// <summary>A caller ID as Asterisk writes it; null when there is no number to show.</summary>
    public static string? CallerId(string? name, string number)
    {
        if (!Has(number, DialPattern.LongestNumber, CallerNumber)) return null;
        var clean = string.Concat((name ?? "").Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '\'')).Trim();
        if (clean.Length > LongestCallerName) clean = clean[..LongestCallerName].Trim();
        return clean.Length == 0 ? $"<{number}>" : $"\"{clean}\" <{number}>";
    }

    /// <summary>What somebody has sent, in a form that can stand in a message.</summary>
    public static string Shown(string? text)
    {
        if (text is not { Length: > LongestShown }) return AmiText.ForPeople(text ?? "");

        // Half of a surrogate pair cannot be stored.
        return AmiText.ForPeople(text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…");
    }

    private static bool IsBreaking(char letter) => char.IsControl(letter) || letter is ';' or '|' or '\u2028' or '\u2029';

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return true;
            at++;
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<char> text, int most, SearchValues<char> letters) => !text.IsEmpty && text.Length <= most && !text.ContainsAnyExcept(letters);

    /// <summary>Whether a text is a technology, a slash, and something of these letters.</summary>
    private static bool HasTechnology(string text, int most, SearchValues<char> letters) =>
        text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Has(text.AsSpan(0, slash), LongestTechnology, Technology)
        && Has(text.AsSpan(slash + 1), most, letters);
}
