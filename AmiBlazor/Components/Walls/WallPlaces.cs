namespace AmiBlazor.Components.Walls;

/// <summary>
/// The places of departments on a wall. A department keeps its place for as long as the wall is open: one that is new comes last, and one that has gone leaves
/// its place empty, so that nobody has to look for the others.
/// </summary>
internal sealed class WallPlaces
{
    private readonly List<string> _names = [];

    /// <summary>The departments by place; the empty name stands for the extensions without one.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Gives a place to each department that has none.</summary>
    /// <param name="departments">Their names; empty for extensions without one.</param>
    public void Add(IEnumerable<string> departments) => _names.AddRange(departments.Except(_names, StringComparer.Ordinal)
        .OrderBy(name => name.Length == 0).ThenBy(name => name, StringComparer.OrdinalIgnoreCase).ToList());
}
