namespace AmiBlazor.Refresh;

/// <summary>What came of asking a refresh to stop.</summary>
public enum StopAnswer
{
    /// <summary>It ends now; nothing is saved.</summary>
    Stopped,

    /// <summary>Its list was complete and saved, or being saved: too late.</summary>
    AlreadySaved,

    /// <summary>It had ended before.</summary>
    AlreadyEnded,

    /// <summary>No refresh has this id.</summary>
    Unknown,
}
