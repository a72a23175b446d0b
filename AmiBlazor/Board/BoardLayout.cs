namespace AmiBlazor.Board;

/// <summary>Which extensions the board holds, and at which indices. A new object whenever an extension was added or removed.</summary>
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

    /// <summary>The PBXs of the extensions, by name.</summary>
    public IReadOnlyList<string> Servers { get; }

    /// <summary>The dialplan contexts of the extensions, by name.</summary>
    public IReadOnlyList<string> Contexts { get; }
}
