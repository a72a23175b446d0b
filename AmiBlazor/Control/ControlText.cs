using System.Text.RegularExpressions;
using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>The forms of the parts of which actions are made. Whatever does not have its form never reaches the PBX.</summary>
internal static partial class ControlText
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 80;

    private const int LongestCallerName = 40;
    private const int LongestShown = 60;

    /// <summary>A device that can be rung, such as <c>PJSIP/my-phone</c>.</summary>
    public static bool IsDevice(string text) => Device().IsMatch(text);

    /// <summary>The name of a channel with a phone: no regular expression, and nothing that ends an argument of an application.</summary>
    public static bool IsChannel(string text) => Channel().IsMatch(text);

    /// <summary>A Uniqueid, a context, the name of a parking lot, a parking space.</summary>
    public static bool IsWord(string? text) => text is not null && Word().IsMatch(text);

    /// <summary>An interface of a queue, such as <c>Local/1002@from-queue/n</c>, or the name of a queue: anything on one line that Asterisk can store.</summary>
    public static bool IsStorable(string text) => text.Length is > 0 and <= 200 && !text.Any(IsBreaking);

    /// <summary>Why an agent is paused: a few words on one line. Asterisk stores them beside others, with <c>;</c> and <c>|</c> between.</summary>
    public static bool IsReason(string text) =>
        text.Length is > 0 and <= LongestReason && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && !text.Any(IsBreaking) && !HasLoneSurrogate(text);

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
        if (!IsCallerNumber(number)) return null;
        var clean = string.Concat((name ?? "").Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '\'')).Trim();
        if (clean.Length > LongestCallerName) clean = clean[..LongestCallerName].Trim();
        return clean.Length == 0 ? $"<{number}>" : $"\"{clean}\" <{number}>";
    }

    /// <summary>What somebody has sent, in a form that can stand in a message.</summary>
    public static string Shown(string? text) => AmiText.ForPeople(text is { Length: > LongestShown } ? text[..LongestShown] + "…" : text ?? "");

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

    private static bool IsCallerNumber(string text) => CallerNumber().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,20}/[A-Za-z0-9_.+@:-]{1,80}\z")]
    private static partial Regex Device();

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,20}/[A-Za-z0-9_.+@:/#*-]{1,120}\z")]
    private static partial Regex Channel();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,150}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[A-Za-z0-9_.+*#-]{1,20}\z")]
    private static partial Regex CallerNumber();
}
