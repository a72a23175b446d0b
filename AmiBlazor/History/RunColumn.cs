namespace AmiBlazor.History;

/// <summary>What refreshes can be sorted by.</summary>
public enum RunColumn
{
    /// <summary>When it ended.</summary>
    When,
    Known,
    Changed,
    Added,
    MarkedOffline,
    Rows,

    /// <summary>In how many rows the board had been wrong; those of which it cannot be told come as less than none.</summary>
    Differing,
}
