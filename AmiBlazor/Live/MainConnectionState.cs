namespace AmiBlazor.Live;

/// <summary>The state of the main connection of a PBX. REST promises these words.</summary>
internal enum MainConnectionState
{
    /// <summary>There is no main connection: the configuration does not want one (<c>Live</c> is false).</summary>
    Off,

    /// <summary>The first attempt since the start of the program is under way.</summary>
    Connecting,

    /// <summary>It receives events and requests all states.</summary>
    Syncing,

    /// <summary>The board is what the PBX says, and every change is received.</summary>
    Following,

    /// <summary>It is up and every change is received, but the database takes none, so that the board stands still.</summary>
    Unsaved,

    /// <summary>It is down and will be tried again.</summary>
    Down,

    /// <summary>The PBX refuses the account, or an action that it needs: it is tried again at the slowest pace.</summary>
    Refused,
}
