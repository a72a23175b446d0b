using System.Text;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// The alphabets of the letters in a name, as far as they matter: whether one name mixes some that look alike, and how a name looks. After Unicode
/// Technical Standard 39, whose “moderately restrictive” names these are.
/// </summary>
internal static class LetterScripts
{
    private const int LatinScript = -1;
    private const int DistinctScripts = -2;
    private const int GreekScript = -3;
    private const int CyrillicScript = -4;

    // Letters of these may stand beside Latin ones: none looks like one of those.
    private static readonly (int First, int Last)[] Distinct =
    [
        (0x0590, 0x08FF), (0x0900, 0x109F), (0x1100, 0x139F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x2E80, 0x312F), (0x3130, 0x318F), (0x31A0, 0x31FF),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFB1D, 0xFDFF), (0x20000, 0x3FFFF),
    ];

    private static readonly (int First, int Last)[] Latin =
    [
        ('A', 'Z'), ('a', 'z'), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2AF), (0x1D00, 0x1D25), (0x1D6B, 0x1D77), (0x1E00, 0x1EFF),
        (0x2C60, 0x2C7F), (0xA722, 0xA7FF), (0xAB30, 0xAB64),
    ];

    // Each of these has letters that look like Latin ones, or like one another's.
    private static readonly (int First, int Last)[] Greek = [(0x370, 0x3FF), (0x1F00, 0x1FFF)];
    private static readonly (int First, int Last)[] Cyrillic = [(0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)];

    // A letter, and the Latin one that it cannot be told from.
    private static readonly Dictionary<char, char> LookLikes = Pairs(
        "аaеeоoрpсcуyхxѕsіiјjԁdһhԛqԝwӏlкkАAВBЕEЗ3КKМMНHОOРPСCТTУYХXЅSІIЈJԚQԜWӀIҮY"
        + "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpυuχxγyϲcϳj"
        + "օoոnսuհhցgզqյjՕOՍUՏSıiɑaɡgƖI");

    /// <summary>Whether letters of alphabets stand side by side that can be mistaken for one another.</summary>
    public static bool IsMixed(string name)
    {
        var scripts = name.EnumerateRunes().Where(IsOfScript).Select(rune => ScriptOf(rune.Value)).ToHashSet();
        return scripts.Count > 1 && !scripts.IsSubsetOf([LatinScript, DistinctScripts]);
    }

    /// <summary>Whether two names look alike, in capitals or in small letters.</summary>
    public static bool LookAlike(string one, string other) => LooksOf(one).Intersect(LooksOf(other), StringComparer.Ordinal).Any();

    private static string[] LooksOf(string name) => [Look(name.ToLowerInvariant()), Look(name.ToUpperInvariant())];

    // A name that is older than the rules may be no text.
    private static string Look(string name) => string.Concat((NameRules.IsWellFormed(name) ? name.Normalize(NormalizationForm.FormC) : name)
        .Select(letter => LookLikes.GetValueOrDefault(letter, letter))).ToLowerInvariant();

    // Modifiers, such as an apostrophe, stand in words of all alphabets.
    private static bool IsOfScript(Rune rune) => Rune.IsLetter(rune) && rune.Value is not (>= 0x2B0 and <= 0x2FF);

    // The rarer ones by their blocks of 128 code points: one too many where such an alphabet has several.
    private static int ScriptOf(int letter) =>
        IsIn(Latin, letter) ? LatinScript
        : IsIn(Distinct, letter) ? DistinctScripts
        : IsIn(Greek, letter) ? GreekScript
        : IsIn(Cyrillic, letter) ? CyrillicScript
        : letter >> 7;

    private static bool IsIn((int First, int Last)[] ranges, int letter) => Array.Exists(ranges, range => letter >= range.First && letter <= range.Last);

    private static Dictionary<char, char> Pairs(string text) => text.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
