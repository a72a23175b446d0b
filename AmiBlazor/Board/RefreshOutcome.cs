namespace AmiBlazor.Board;

/// <summary>How a refresh ended. Only the first changed extensions.</summary>
public enum RefreshOutcome
{
    Completed,

    /// <summary>The list was complete and held nothing: doubt, not truth. Nothing was marked.</summary>
    Empty,
    Stopped,
    TimedOut,
    Failed,
}
