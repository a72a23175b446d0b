namespace AmiBlazor.Auth.Circuits;

/// <summary>Whether a page may go on.</summary>
internal enum CircuitState
{
    Open,

    /// <summary>Its account is no longer what it was when the page was opened.</summary>
    Ended,

    /// <summary>Its account had as many pages open as it may.</summary>
    LimitReached,
}
