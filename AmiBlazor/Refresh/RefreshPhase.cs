namespace AmiBlazor.Refresh;

/// <summary>The phase of a running refresh.</summary>
public enum RefreshPhase
{
    /// <summary>Connecting and logging in.</summary>
    Connecting,

    /// <summary>Receiving the list.</summary>
    Listing,

    /// <summary>Querying extensions one by one, because the PBX has no list.</summary>
    Asking,

    /// <summary>Saving the complete list: too late to stop.</summary>
    Saving,
    Ended,
}
