namespace AmiBlazor.Board;

/// <summary>Where a change of status came from, as history, REST and metrics call it.</summary>
internal static class ChangeSource
{
    public const string Refresh = "refresh";

    public const string Live = "live";

    public const string Resync = "resync";

    public const string Edit = "edit";

    /// <summary>The same word as one of these, so that a long history does not hold it a thousand times.</summary>
    public static string Known(string word) => word switch
    {
        Refresh => Refresh,
        Live => Live,
        Resync => Resync,
        Edit => Edit,
        _ => word,
    };
}
