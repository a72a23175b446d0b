namespace AmiBlazor.Extensions;

/// <summary>Where a change of status came from, as history, REST and metrics call it.</summary>
internal static class ChangeSource
{
    public const string Refresh = "refresh";

    public const string Live = "live";

    public const string Resync = "resync";

    public const string Edit = "edit";
}
