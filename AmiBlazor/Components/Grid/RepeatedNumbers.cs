using System.Runtime.CompilerServices;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The numbers that more than one extension has, so that the grid can say which of them a row is. Found once for each layout of the board and shared
/// by all circuits; those with a limited scope have their own.
/// </summary>
internal sealed class RepeatedNumbers
{
    /// <summary>No number twice.</summary>
    public static readonly RepeatedNumbers None = new([]);

    // Collected together with the layout that they belong to.
    private static readonly ConditionalWeakTable<BoardLayout, RepeatedNumbers> ByLayout = [];

    private readonly HashSet<string> _onSeveralPbxs = new(StringComparer.Ordinal);
    private readonly HashSet<(string Server, string Exten)> _inSeveralContexts = [];

    public RepeatedNumbers(IEnumerable<ExtensionKey> keys)
    {
        var known = new HashSet<(string Server, string Exten)>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!known.Add((key.Server, key.Exten))) _inSeveralContexts.Add((key.Server, key.Exten));
            if (!first.TryAdd(key.Exten, key.Server) && !string.Equals(first[key.Exten], key.Server, StringComparison.Ordinal))
                _onSeveralPbxs.Add(key.Exten);
        }
    }

    /// <summary>Those of the whole board.</summary>
    public static RepeatedNumbers Of(BoardSnapshot board) =>
        ByLayout.GetValue(board.Layout, _ => new RepeatedNumbers(board.Rows().Select(row => row.Key)));

    /// <summary>What must stand beside the number to tell the extension from the others.</summary>
    public Distinction Of(ExtensionKey key) =>
        (_onSeveralPbxs.Contains(key.Exten) ? Distinction.Pbx : Distinction.None)
        | (_inSeveralContexts.Contains((key.Server, key.Exten)) ? Distinction.Context : Distinction.None);
}

/// <summary>What tells extensions with the same number apart.</summary>
[Flags]
public enum Distinction
{
    None = 0,

    /// <summary>Another PBX has the number, too.</summary>
    Pbx = 1,

    /// <summary>The same PBX has the number in another context, too.</summary>
    Context = 2,
}
