namespace AmiBlazor.Board;

/// <summary>Where a change of status came from. History, REST and metrics use these words.</summary>
internal static class ChangeSource
{
    public const string Refresh = "refresh";

    public const string Live = "live";

    public const string Resync = "resync";

    public const string Edit = "edit";

    /// <summary>Returns the constant for an equal word, so that a long history does not hold the word a thousand times.</summary>
    public static string Known(string word) => word switch
    {
        Refresh => Refresh,
        Live => Live,
        Resync => Resync,
        Edit => Edit,
        _ => word,
    };
}
