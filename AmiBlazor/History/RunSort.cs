namespace AmiBlazor.History;

/// <summary>By which column refreshes are sorted, and which way. Those that are equal in it come newest first.</summary>
public readonly record struct RunSort(RunColumn Column, bool Descending)
{
    public static readonly RunSort NewestFirst = new(RunColumn.When, Descending: true);

    /// <summary>The sort after a click on a column's header: what is large or late comes first, and a second click turns it round.</summary>
    public RunSort Clicked(RunColumn column) => column == Column ? this with { Descending = !Descending } : new RunSort(column, Descending: true);
}
