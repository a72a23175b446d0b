using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>
/// The classes of events that a session wants, as bits, parsed as Asterisk does (<c>strings_to_mask</c> and <c>get_perm</c> in main/manager.c).
/// </summary>
internal static class DemoEventMasks
{
    public const int System = 1 << 0;
    public const int Call = 1 << 1;
    public const int All = int.MaxValue;

    private static readonly string[] Names =
    [
        "system", "call", "log", "verbose", "command", "agent", "user", "config", "dtmf", "reporting", "cdr", "dialplan", "originate", "agi", "cc",
        "aoc", "test", "security",
    ];

    /// <summary>The mask for <c>on</c>, <c>off</c>, a number, or names separated by commas; null for an empty value.</summary>
    public static int? Parse(string? words)
    {
        if (string.IsNullOrEmpty(words)) return null;

        if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;

        return words.ToUpperInvariant() switch
        {
            "NO" or "FALSE" or "N" or "F" or "OFF" => 0,
            "YES" or "TRUE" or "Y" or "T" or "ON" => All,
            _ => words.Split(',', StringSplitOptions.TrimEntries).Aggregate(0, (mask, name) => mask | Named(name)),
        };
    }

    private static int Named(string name) => name switch
    {
        "all" => All,
        _ when Array.IndexOf(Names, name) is >= 0 and var bit => 1 << bit,
        _ => 0,
    };
}
