using System.Globalization;
using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Control;

/// <summary>Checks <c>Ami:Servers:N:Control</c>. Each message is one line with the key, the value (never a secret) and what is allowed.</summary>
internal sealed class ControlOptionsValidator : IValidateOptions<AmiOptions>
{
    private const int ShortestRing = 5;
    private const int LongestRing = 120;

    public ValidateOptionsResult Validate(string? name, AmiOptions options)
    {
        var failures = options.Servers.SelectMany((server, index) => Faults(
            string.Create(CultureInfo.InvariantCulture, $"{AmiOptions.Section}:Servers:{index}:{AmiControlOptions.Section}:"), server)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>What the configuration allows; words that are none are left out.</summary>
    public static IReadOnlySet<ControlKind> Kinds(AmiControlOptions options)
    {
        if (!options.IsOn) return new HashSet<ControlKind>();
        return options.Allow.Count == 0
            ? Enum.GetValues<ControlKind>().ToHashSet()
            : options.Allow.Select(Kind).OfType<ControlKind>().ToHashSet();
    }

    private static ControlKind? Kind(string word) =>
        Array.Find(Enum.GetNames<ControlKind>(), name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<ControlKind>(known)
            : null;

    private static IEnumerable<string> Faults(string key, AmiServerOptions server)
    {
        var control = server.Control;
        if (!control.IsOn)
        {
            if (HasMore(control))
                yield return $"{key}Username is empty although other keys of {key.TrimEnd(':')} are set; allowed is the name of a second manager account, or none of these keys.";
            yield break;
        }

        foreach (var fault in Account(key, server).Concat(Dialling(key, control)).Concat(Rest(key, control))) yield return fault;
    }

    private static bool HasMore(AmiControlOptions control) =>
        !string.IsNullOrEmpty(control.Secret) || !string.IsNullOrWhiteSpace(control.SecretFile) || control.Allow.Count > 0 || control.Context is not null
        || control.DialPatterns.Count > 0 || control.SpyContext is not null || control.PauseReasons.Count > 0 || control.ParkingLot is not null
        || control.TellListening;

    private static IEnumerable<string> Account(string key, AmiServerOptions server)
    {
        var control = server.Control;
        if (string.IsNullOrWhiteSpace(control.Username) || control.Username.Any(char.IsControl))
            yield return $"{key}Username is “{OneLine(control.Username)}”; allowed is the name of a manager account, a section of manager.conf.";
        if (string.Equals(control.Username, server.Username, StringComparison.Ordinal))
        {
            yield return $"{key}Username is “{OneLine(control.Username)}”, the account that watches; "
                + "allowed is an account of its own, so that the one that watches keeps no right to act.";
        }

        var hasSecret = !string.IsNullOrEmpty(control.Secret);
        if (hasSecret == !string.IsNullOrWhiteSpace(control.SecretFile))
        {
            yield return $"{key}Secret and {key}SecretFile are {(hasSecret ? "both" : "not")} set; "
                + "allowed is one of them: the manager account's secret, or the path of a file whose first line it is.";
        }

        if (hasSecret && control.Secret!.Any(char.IsControl))
            yield return $"{key}Secret (its value is not shown) holds a control character; allowed is the secret as manager.conf has it, on one line.";
        for (var index = 0; index < control.Allow.Count; index++)
        {
            if (Kind(control.Allow[index]) is null)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{key}Allow:{index} is “{OneLine(control.Allow[index])}”; allowed is ")
                    + string.Join(", ", Enum.GetNames<ControlKind>()) + ".";
            }
        }
    }

    private static IEnumerable<string> Dialling(string key, AmiControlOptions control)
    {
        var kinds = Kinds(control);
        if (control.Context is null && (kinds.Contains(ControlKind.Call) || kinds.Contains(ControlKind.Transfer)))
        {
            yield return $"{key}Context is not set although {key}Allow includes Call or Transfer; "
                + "allowed is the dialplan context in which numbers are dialled, or an Allow without these two.";
        }

        if (control.Context is { } context && !ControlText.IsWord(context))
            yield return $"{key}Context is “{OneLine(context)}”; allowed is the name of a dialplan context: letters, digits, “-”, “_” and “.”.";
        if (control.SpyContext is { } spy && !ControlText.IsWord(spy))
            yield return $"{key}SpyContext is “{OneLine(spy)}”; allowed is the name of a dialplan context, or no such key.";
        for (var index = 0; index < control.DialPatterns.Count; index++)
        {
            if (DialPattern.Parse(control.DialPatterns[index]) is null)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{key}DialPatterns:{index} is “{OneLine(control.DialPatterns[index])}”; ")
                    + "allowed is a number, or a pattern as in Asterisk's dialplan: _1XXX, _0Z., _[2-4]XX. It has a place of its own before “.” or “!”.";
            }
        }
    }

    private static IEnumerable<string> Rest(string key, AmiControlOptions control)
    {
        if (control.ParkingLot is { } lot && !ControlText.IsWord(lot))
            yield return $"{key}ParkingLot is “{OneLine(lot)}”; allowed is the name of a parking lot of res_parking.conf, or no such key.";
        if (control.Timeout is < ShortestRing or > LongestRing)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{key}Timeout is {control.Timeout}; allowed is {ShortestRing} to {LongestRing} seconds.");
        }

        if (control.RecordingDigits.Length is 0 or > 5 || !control.RecordingDigits.All(digit => char.IsAsciiDigit(digit) || digit is '*' or '#'))
            yield return $"{key}RecordingDigits is “{OneLine(control.RecordingDigits)}”; allowed are 1 to 5 digits, “*” and “#”: automixmon in features.conf.";
        for (var index = 0; index < control.PauseReasons.Count; index++)
        {
            if (!ControlText.IsReason(control.PauseReasons[index]))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{key}PauseReasons:{index} is “{OneLine(control.PauseReasons[index])}”; ")
                    + $"allowed are 1 to {ControlText.LongestReason} characters on one line, without “;” and “|”.";
            }
        }
    }

    private static string OneLine(string text) => AmiText.ForPeople(text);
}
