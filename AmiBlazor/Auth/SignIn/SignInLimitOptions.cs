namespace AmiBlazor.Auth.SignIn;

/// <summary>How often passwords and codes may be tried: section <c>Limits</c>.</summary>
internal sealed class SignInLimitOptions
{
    /// <summary>The most attempts in a minute from one address, successful or not. An IPv6 /64 network counts as one address.</summary>
    public int SignInTriesPerMinute { get; set; } = 20;
}
