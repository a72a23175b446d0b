namespace AmiBlazor.Extensions;

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
}
