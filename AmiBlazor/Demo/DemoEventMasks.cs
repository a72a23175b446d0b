using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>
/// The classes of events and actions, as bits; those that a session wants are parsed as Asterisk does (<c>strings_to_mask</c> and <c>get_perm</c> in
/// main/manager.c).
/// </summary>
internal static class DemoEventMasks
{
    public const int System = 1 << 0;
    public const int Call = 1 << 1;
    public const int Command = 1 << 4;
    public const int Agent = 1 << 5;
    public const int Config = 1 << 7;
    public const int Reporting = 1 << 9;
    public const int Originate = 1 << 12;
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

    /// <summary>The names of the classes in a mask.</summary>
    public static IEnumerable<string> NamesOf(int mask) => Names.Where((_, bit) => (mask & (1 << bit)) != 0);

    private static int Named(string name) => name switch
    {
        "all" => All,
        _ when Array.IndexOf(Names, name) is >= 0 and var bit => 1 << bit,
        _ => 0,
    };
}
