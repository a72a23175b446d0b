using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>What went over the wire in one refresh.</summary>
/// <param name="SuccessfulQueries">Extensions whose state was received.</param>
/// <param name="FailedQueries">Extensions that the PBX does not know, or whose query failed.</param>
/// <param name="ExtensionsFound">Rows received.</param>
/// <param name="RowsOutsideContexts">Rows of contexts that are not configured: counted, not stored.</param>
/// <param name="TotalEvents">Events received, including the completion.</param>
/// <param name="ExtensionEvents">Events that were rows.</param>
/// <param name="BufferSize">Bytes received.</param>
/// <param name="CompletionEventDetected">True if the completion event was received and its count matched.</param>
/// <param name="Individual">True if extensions were queried one by one.</param>
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

    /// <summary>The documented name of the query method.</summary>
    public string QueryFormat => Individual ? "Individual ExtensionState queries" : "Events: off with ExtensionStateListComplete";
}
