namespace AmiBlazor.Auth;

/// <summary>Who gets in: section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Where the keys are kept that protect cookies; relative to the content root. Without it a restart would end every session.</summary>
    public string KeyFolder { get; set; } = "App_Data/keys";
}
