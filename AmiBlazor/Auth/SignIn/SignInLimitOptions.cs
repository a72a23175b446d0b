namespace AmiBlazor.Auth.SignIn;

/// <summary>How often passwords and codes may be tried: of the section <c>Limits</c>.</summary>
internal sealed class SignInLimitOptions
{
    /// <summary>Tries in a minute from one address, good and bad ones. An IPv6 network of a subscriber (/64) counts as one address.</summary>
    public int SignInTriesPerMinute { get; set; } = 20;
}
