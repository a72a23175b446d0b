namespace AmiBlazor.Refresh;

/// <summary>Section <c>Refresh</c>.</summary>
internal sealed class RefreshOptions
{
    public const string Section = "Refresh";

    /// <summary>Deadline of one refresh, from connect to the last row.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The folder of the JSON files, relative to the content root.</summary>
    public string SnapshotFolder { get; set; } = "App_Data/snapshots";

    /// <summary>The number of JSON files to keep; the oldest are deleted first.</summary>
    public int KeepSnapshots { get; set; } = 50;
}
