using System.Globalization;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// Compares names by last or first name. The last name is what stands before a comma (“Berg, Ben”), or else the last word. A small “von”, “van” or “de”
/// before it does not count: Ludwig van Beethoven is sorted under B, as in a German and in an English directory. A capital one does: Robert De Niro is
/// sorted under D. Titles before the name, “Jr.” and what stands in brackets behind it, are passed over.
/// </summary>
internal static class PersonName
{
    private const CompareOptions IgnoreCase = CompareOptions.IgnoreCase;

    private static readonly string[] Particles =
        "von vom van de der den zu zum zur da di du del della la le ter ten af av".Split(' ');

    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Compares two names, of which none is empty: by last name and then by first name, or the other way round. Ä is beside A.</summary>
    public static int Compare(string x, string y, bool byFirst)
    {
        Split(x, out var lastOfX, out var firstOfX);
        Split(y, out var lastOfY, out var firstOfY);
        var (last, first) = (Letters.Compare(lastOfX, lastOfY, IgnoreCase), Letters.Compare(firstOfX, firstOfY, IgnoreCase));
        var order = byFirst ? (first != 0 ? first : last) : (last != 0 ? last : first);
        return order != 0 ? order : Letters.Compare(x, y, IgnoreCase);
    }

    /// <summary>The parts of a name that it is sorted by.</summary>
    /// <param name="name">The name.</param>
    /// <param name="last">The last name, or the only one.</param>
    /// <param name="first">All before it, without titles; what there is, for a name of one word.</param>
    public static void Split(ReadOnlySpan<char> name, out ReadOnlySpan<char> last, out ReadOnlySpan<char> first)
    {
        name = WithoutBrackets(name.Trim());
        var comma = name.IndexOf(',');
        if (comma > 0 && !name[(comma + 1)..].IsWhiteSpace())
        {
            last = WithoutParticles(name[..comma].Trim());
            first = WithoutTitles(name[(comma + 1)..].Trim());
            return;
        }

        name = WithoutTitles(WithoutSuffix(name.TrimEnd(", ")));
        var begin = name.LastIndexOf(' ') + 1;

        // A capital particle belongs to the name, unless it is the first word: Van Morrison.
        while (PreviousWord(name, begin) is { Start.Value: > 0 } word && char.IsUpper(name[word][0]) && IsParticle(name[word])) begin = word.Start.Value;
        last = name[begin..];
        first = begin == 0 ? name : name[..begin].TrimEnd();
    }

    private static Range? PreviousWord(ReadOnlySpan<char> name, int begin)
    {
        var before = name[..begin].TrimEnd();
        return before.IsEmpty ? null : (before.LastIndexOf(' ') + 1)..before.Length;
    }

    private static ReadOnlySpan<char> WithoutParticles(ReadOnlySpan<char> name)
    {
        while (name.IndexOf(' ') is > 0 and var space && char.IsLower(name[0]) && IsParticle(name[..space])) name = name[(space + 1)..].TrimStart();
        return name;
    }

    // “Dr.”, “Prof.”, “Dipl.-Ing.”; one letter with a full stop is an initial.
    private static ReadOnlySpan<char> WithoutTitles(ReadOnlySpan<char> name)
    {
        while (name.IndexOf(' ') is > 2 and var space && (name[space - 1] == '.' || name[..space].Contains(".-", StringComparison.Ordinal)))
            name = name[(space + 1)..].TrimStart();
        return name;
    }

    private static ReadOnlySpan<char> WithoutSuffix(ReadOnlySpan<char> name)
    {
        var space = name.LastIndexOf(' ');
        return space > 0 && name[^1] == '.' && name.Length - space > 3 ? name[..space].TrimEnd(", ") : name;
    }

    private static ReadOnlySpan<char> WithoutBrackets(ReadOnlySpan<char> name) =>
        !name.IsEmpty && name[^1] == ')' && name.LastIndexOf('(') is > 0 and var bracket ? name[..bracket].TrimEnd() : name;

    private static bool IsParticle(ReadOnlySpan<char> word)
    {
        foreach (var particle in Particles)
        {
            if (word.Equals(particle, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
