namespace AmiBlazor.Tests.Store;

/// <summary>Who takes the next step of a schedule.</summary>
internal enum EventOrderingStepKind
{
    /// <summary>Time passes: none, a moment, or longer than every timeout.</summary>
    Pass,

    /// <summary>The PBX: a phone changes its state.</summary>
    Ring,

    /// <summary>The PBX: a user changes their presence.</summary>
    Say,

    /// <summary>The PBX: a hint comes, with or without its devices.</summary>
    AddHint,

    /// <summary>The PBX: a hint goes, with -2.</summary>
    RemoveHint,

    /// <summary>The PBX: its dialplan is reloaded: hints come, go and change without events, then events for all are sent.</summary>
    Reload,

    /// <summary>The main wire: the next thing on it arrives.</summary>
    Deliver,

    /// <summary>The main wire is cut: what is on it is lost, and what the PBX says from now on.</summary>
    Cut,

    /// <summary>The program notices that the main wire is cut.</summary>
    Notice,

    /// <summary>The main connection comes about again, or asks for all states.</summary>
    Sync,

    /// <summary>The PBX puts the next row of that list, or its end, on the main wire.</summary>
    SyncRow,

    /// <summary>The list that has come over the main wire is saved, or, when it was, the board counts as followed.</summary>
    SyncApply,

    /// <summary>A refresh sends its list, or its queries.</summary>
    Refresh,

    /// <summary>The PBX answers the refresh with its next row, or with the end.</summary>
    RefreshRow,

    /// <summary>The refresh hands over what it got.</summary>
    RefreshApply,

    /// <summary>The queued events are written.</summary>
    Write,

    /// <summary>A person names an extension.</summary>
    Rename,

    /// <summary>The program ends and starts again.</summary>
    Restart,

    /// <summary>All that is on its way arrives; then everything is looked at.</summary>
    Quiet,
}
