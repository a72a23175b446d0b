namespace AmiBlazor.Auth.Sessions;

/// <summary>Sessions of signed-in people: section <c>Auth</c>.</summary>
internal sealed class AccountSessionOptions
{
    public const string Section = "Auth";

    /// <summary>How long a session lasts without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>How long a session lasts, however often it is used.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The roles that need two-factor authentication or a passkey: one of <c>Roles</c> each. Text, so that the validator, and not the configuration binder,
    /// reports an unknown role.
    /// </summary>
    public List<string> RequireSecondFactor { get; set; } = [];

    /// <summary>How long after a proof of who they are an administrator may change accounts and API keys.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(10);
}
