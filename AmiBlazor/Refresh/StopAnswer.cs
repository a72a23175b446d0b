namespace AmiBlazor.Refresh;

/// <summary>The result of stopping a refresh.</summary>
public enum StopAnswer
{
    /// <summary>It ends now; nothing is saved.</summary>
    Stopped,

    /// <summary>Too late: its list was saved or being saved.</summary>
    AlreadySaved,

    /// <summary>It had already ended.</summary>
    AlreadyEnded,

    /// <summary>No refresh has this id.</summary>
    Unknown,
}
