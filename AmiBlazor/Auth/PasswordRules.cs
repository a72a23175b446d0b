namespace AmiBlazor.Auth;

/// <summary>What a password must be: long, and not one that everybody knows. No rules about its composition (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>More is no better, and hashing megabytes is work that a stranger could give us.</summary>
    public const int Longest = 256;

    /// <summary>What is wrong with it; null when it is good.</summary>
    public static FormattableString? Problem(string? userName, string? password) => password switch
    {
        null or "" => $"Give a password.",
        { Length: < Shortest } => $"The password has {password.Length} characters; at least {Shortest} are needed. Several words in a row are good.",
        { Length: > Longest } => $"The password has {password.Length} characters; at most {Longest} are allowed.",
        _ when !string.IsNullOrEmpty(userName) && password.Contains(userName, StringComparison.OrdinalIgnoreCase) && password.Length < userName.Length + Shortest =>
            $"The password is little more than the user name. Several words in a row are good.",
        _ => null,
    };
}
