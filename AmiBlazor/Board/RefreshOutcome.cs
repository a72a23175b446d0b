namespace AmiBlazor.Board;

/// <summary>How a refresh ended. Only <see cref="Completed"/> changes extensions.</summary>
public enum RefreshOutcome
{
    Completed,

    /// <summary>The list was complete and empty, which proves nothing: no extension was marked.</summary>
    Empty,
    Stopped,
    TimedOut,
    Failed,
}
