namespace AmiBlazor.Audit;

/// <summary>The actions in the audit log. Their words are in <see cref="AuditWords"/>.</summary>
internal enum AuditAction
{
    SignIn,
    SignOut,
    PasswordChange,
    SecondFactor,
    Passkey,
    Refresh,
    Stop,
    NameEdit,
    Download,
    Export,
    AccountMade,
    AccountChanged,
    AccountRemoved,
    InvitationMade,
    KeyMade,
    KeyRevoked,
    KeyUse,
    PageOpened,

    /// <summary>A web page of another origin made a browser send a request.</summary>
    ForeignPage,

    /// <summary>A signed-in user proved who they are.</summary>
    Confirmation,

    /// <summary>An extension that its PBX no longer lists was archived or brought back.</summary>
    Archive,

    /// <summary>A file of what people say about extensions was imported.</summary>
    Import,

    /// <summary>A browser on a wall was paired.</summary>
    ScreenPaired,

    /// <summary>Its name, or what it shows, was changed.</summary>
    ScreenChanged,
    ScreenRevoked,

    /// <summary>A saved view was given to everybody.</summary>
    ViewShared,

    /// <summary>A shared view was changed, or a role starts with another one.</summary>
    ViewChanged,

    /// <summary>A shared view was deleted.</summary>
    ViewDeleted,

    /// <summary>A floor plan was made.</summary>
    PlanMade,

    /// <summary>Its name, its picture or its places were changed.</summary>
    PlanChanged,
    PlanDeleted,

    // Call control, in the order of Control.ControlKind.
    CallMade,
    CallEnded,
    CallTransferred,
    CallParked,
    CallFetched,
    CallPickedUp,
    CallListened,
    CallWhispered,
    CallBarged,
    AgentPaused,
    AgentUnpaused,
    AgentAdded,
    AgentRemoved,
    RecordingStarted,
    RecordingStopped,

    /// <summary>A PBX was connected in the page.</summary>
    PbxAdded,
    PbxChanged,
    PbxRemoved,

    /// <summary>It was asked whether a PBX answers, with an account that was entered.</summary>
    PbxTested,
}

/// <summary>How the audit log describes a denied request to an endpoint. Pages need none: they are <see cref="AuditAction.PageOpened"/>.</summary>
/// <param name="Action">The action.</param>
/// <param name="About">The route value or query parameter that names its object; null if there is none.</param>
internal sealed record AuditMetadata(AuditAction Action, string? About = null);
