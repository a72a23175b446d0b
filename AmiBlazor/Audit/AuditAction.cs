namespace AmiBlazor.Audit;

/// <summary>What the audit tells of. The words are in <see cref="AuditWords"/>.</summary>
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

    /// <summary>A page of another address made a browser send something here.</summary>
    ForeignPage,
}

/// <summary>What the audit calls a call of an endpoint that was refused. Pages need none: they are opened.</summary>
/// <param name="Action">What was asked for.</param>
/// <param name="About">The route value or query parameter that names what it was asked of; null where none does.</param>
internal sealed record AuditMetadata(AuditAction Action, string? About = null);
