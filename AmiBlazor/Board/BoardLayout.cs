namespace AmiBlazor.Board;

/// <summary>Which extensions the board holds, and where: another object whenever an extension came or went.</summary>
public sealed class BoardLayout
{
    internal BoardLayout(int count, IEnumerable<string> servers, IEnumerable<string> contexts)
    {
        Count = count;
        Servers = [.. servers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Contexts = [.. contexts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many extensions there are.</summary>
    public int Count { get; }

    /// <summary>The PBXs that they are of.</summary>
    public IReadOnlyList<string> Servers { get; }

    /// <summary>The dialplan contexts that they are in.</summary>
    public IReadOnlyList<string> Contexts { get; }
}
