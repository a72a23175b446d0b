using AmiBlazor.Board;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// The extensions that a user has selected to do something with all of them. Belongs to one circuit and is used on its thread only. What is selected
/// stays so when it is no longer shown; the page says how many that are.
/// </summary>
public sealed class GridSelection
{
    private readonly HashSet<int> _ids = [];
    private int? _anchor;

    /// <summary>True while rows have a box to select them.</summary>
    public bool IsOn { get; private set; }

    /// <summary>How many extensions are selected.</summary>
    public int Count => _ids.Count;

    /// <summary>Grows with every change.</summary>
    public int Version { get; private set; }

    /// <summary>True if the extension is selected.</summary>
    public bool Has(int id) => _ids.Contains(id);

    /// <summary>Begins to select, or ends it and forgets what was selected.</summary>
    public void Switch()
    {
        IsOn = !IsOn;
        Clear();
    }

    public void Clear()
    {
        _ids.Clear();
        _anchor = null;
        Version++;
    }

    /// <summary>Selects an extension, or no longer; begins to select if that has not happened yet.</summary>
    public void Toggle(int id)
    {
        IsOn = true;
        if (!_ids.Remove(id)) _ids.Add(id);
        _anchor = id;
        Version++;
    }

    /// <summary>Selects all rows between the one that was picked last and this one; this one alone if none is shown that was picked.</summary>
    public void Extend(IList<GridRow> shown, int id)
    {
        var (from, to) = (-1, -1);
        for (var index = 0; index < shown.Count; index++)
        {
            if (shown[index] is not { Heading: null, Row: var row }) continue;
            if (row.Id == _anchor) from = index;
            if (row.Id == id) to = index;
        }

        if (to < 0) return;
        if (from < 0) from = to;
        IsOn = true;
        for (var index = Math.Min(from, to); index <= Math.Max(from, to); index++) Add(shown[index]);
        _anchor = id;
        Version++;
    }

    /// <summary>Selects all rows that are shown.</summary>
    public void Add(IList<GridRow> shown)
    {
        for (var index = 0; index < shown.Count; index++) Add(shown[index]);
        Version++;
    }

    /// <summary>The selected extensions: those that are shown in their order, then the others. Those that the user may no longer see are left out.</summary>
    public (IReadOnlyList<BoardRow> Rows, int NotShown) Of(ExtensionGridView view)
    {
        if (_ids.Count == 0) return ([], 0);
        var rows = new List<BoardRow>(_ids.Count);
        for (var index = 0; index < view.Visible.Count; index++)
        {
            if (view.Visible[index] is { Heading: null, Row: var row } && Has(row.Id)) rows.Add(row);
        }

        var shown = rows.Count;
        if (shown < _ids.Count)
        {
            var known = rows.Select(row => row.Id).ToHashSet();
            rows.AddRange(view.All(row => Has(row.Id) && !known.Contains(row.Id)));
        }

        return (rows, rows.Count - shown);
    }

    private void Add(GridRow item)
    {
        if (item.Heading is null) _ids.Add(item.Row.Id);
    }
}

/// <summary>A row that was picked: <paramref name="IsRange"/> if all between it and the one before are meant.</summary>
public readonly record struct GridPick(ExtensionKey Key, bool IsRange);
