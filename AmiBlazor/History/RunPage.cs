using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.History;

/// <summary>One page of the refreshes that pass a filter.</summary>
/// <param name="Number">The page's number, counted from 1; the last page's when a later one was requested.</param>
/// <param name="Total">How many refreshes pass the filter.</param>
/// <param name="Runs">The refreshes of this page.</param>
public sealed record RunPage(int Number, int Total, IReadOnlyList<RunRecord> Runs);

/// <summary>Which refreshes are requested; a null part does not narrow.</summary>
/// <param name="Server">Name of a PBX.</param>
/// <param name="Outcome">How they ended.</param>
public sealed record RunFilter(string? Server, RefreshOutcome? Outcome)
{
    public static readonly RunFilter None = new(null, null);

    /// <summary>True when every refresh passes.</summary>
    public bool IsEmpty => Server is null && Outcome is null;
}

/// <summary>The column by which refreshes are sorted, and the direction. Equal ones come newest first.</summary>
public readonly record struct RunSort(RunColumn Column, bool Descending)
{
    public static readonly RunSort NewestFirst = new(RunColumn.When, Descending: true);

    /// <summary>The sort after a click on a column's header: the largest or latest first, and a second click reverses it.</summary>
    public RunSort Clicked(RunColumn column) => column == Column ? this with { Descending = !Descending } : new RunSort(column, Descending: true);
}

/// <summary>The columns by which refreshes can be sorted.</summary>
public enum RunColumn
{
    /// <summary>When it ended.</summary>
    When,
    Known,
    Changed,
    Added,
    MarkedOffline,
    Rows,

    /// <summary>In how many rows the board was wrong; refreshes for which that is unknown sort below 0.</summary>
    Differing,
}
