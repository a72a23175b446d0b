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
