using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>What went over the wire in one refresh.</summary>
/// <param name="SuccessfulQueries">Extensions whose state the PBX told.</param>
/// <param name="FailedQueries">Extensions of which it said that it does not know, or whose query failed.</param>
/// <param name="ExtensionsFound">Rows that came.</param>
/// <param name="RowsOutsideContexts">Rows of contexts that the configuration does not keep: counted, not stored.</param>
/// <param name="TotalEvents">Events that came, the completion included.</param>
/// <param name="ExtensionEvents">Events that were rows.</param>
/// <param name="BufferSize">Bytes received.</param>
/// <param name="CompletionEventDetected">True when the list's own completion came and its count matched.</param>
/// <param name="Individual">True when extensions were asked for one by one.</param>
public sealed record RefreshStatistics(
    int SuccessfulQueries,
    int FailedQueries,
    int ExtensionsFound,
    int RowsOutsideContexts,
    int TotalEvents,
    int ExtensionEvents,
    long BufferSize,
    bool CompletionEventDetected,
    bool Individual)
{
    public static readonly RefreshStatistics None = new(0, 0, 0, 0, 0, 0, 0, false, false);

    /// <summary>The promised words for how it was asked.</summary>
    public string QueryFormat => Individual ? "Individual ExtensionState queries" : "Events: off with ExtensionStateListComplete";
}
