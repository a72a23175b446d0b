namespace AmiBlazor.Live;

/// <summary>How the main connection of a PBX is.</summary>
internal enum MainConnectionState
{
    /// <summary>There is none: the configuration does not want it (<c>Live</c> is false).</summary>
    Off,

    /// <summary>The first try since the start is under way.</summary>
    Connecting,

    /// <summary>It hears events, and asks for all states.</summary>
    Syncing,

    /// <summary>The board is what the PBX says, and every change is heard.</summary>
    Following,

    /// <summary>It is down and will be tried again.</summary>
    Down,

    /// <summary>The PBX does not let the account in, or do what it must: it is tried again at the slowest pace.</summary>
    Refused,
}
