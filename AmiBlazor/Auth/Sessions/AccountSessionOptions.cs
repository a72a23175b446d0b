namespace AmiBlazor.Auth.Sessions;

/// <summary>Sessions of signed-in people: section <c>Auth</c>.</summary>
internal sealed class AccountSessionOptions
{
    public const string Section = "Auth";

    /// <summary>How long a session lasts without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>How long a session lasts, however often it is used.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long after a proof of who they are an administrator may change accounts and API keys.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(10);
}
