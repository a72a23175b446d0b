namespace AmiBlazor.Refresh;

/// <summary>Where a running refresh is.</summary>
public enum RefreshPhase
{
    /// <summary>Connecting and logging in.</summary>
    Connecting,

    /// <summary>The list is coming in.</summary>
    Listing,

    /// <summary>The PBX has no list: extensions are asked for one by one.</summary>
    Asking,

    /// <summary>The list is complete and is being saved: too late to stop.</summary>
    Saving,
    Ended,
}
