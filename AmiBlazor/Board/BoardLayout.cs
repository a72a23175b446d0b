namespace AmiBlazor.Board;

/// <summary>Which extensions the board holds, and at which indices. A new object whenever an extension was added or removed.</summary>
public sealed class BoardLayout
{
    private Dictionary<ExtensionKey, int>? _indices;

    internal BoardLayout(int count, IEnumerable<string> servers, IEnumerable<string> contexts)
    {
        Count = count;
        Servers = [.. servers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Contexts = [.. contexts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many extensions there are.</summary>
    public int Count { get; }

    /// <summary>The index of an extension; null where there is none. Built when it is first asked for, once for all who ask.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="snapshot">One of this layout.</param>
    internal int? IndexOf(ExtensionKey extension, BoardSnapshot snapshot)
    {
        // Two that build it at once build the same.
        var indices = Volatile.Read(ref _indices);
        if (indices is null) Volatile.Write(ref _indices, indices = snapshot.Indices().ToDictionary(index => snapshot[index].Key));
        return indices.TryGetValue(extension, out var found) ? found : null;
    }

    /// <summary>The PBXs of the extensions, by name.</summary>
    public IReadOnlyList<string> Servers { get; }

    /// <summary>The dialplan contexts of the extensions, by name.</summary>
    public IReadOnlyList<string> Contexts { get; }
}
