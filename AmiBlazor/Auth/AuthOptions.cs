namespace AmiBlazor.Auth;

/// <summary>Who gets in: section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Networks (CIDR) whose browsers are let in as <see cref="Roles.Supervisor"/> without an account, as those of this machine are.</summary>
    public List<string> TrustedNetworks { get; set; } = [];

    /// <summary>Where the keys are kept that protect cookies; relative to the content root. Without it a restart would end every session.</summary>
    public string KeyFolder { get; set; } = "App_Data/keys";
}
