namespace AmiBlazor.Auth.Passwords;

/// <summary>What a password must be: long, and not one that everybody knows. No rules about its composition (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordPolicy
{
    public const int Shortest = 12;

    /// <summary>More is no better, and hashing megabytes is work that a stranger could give us.</summary>
    public const int Longest = 256;

    /// <summary>So many characters beside a name that everybody knows are a password's own.</summary>
    private const int OwnPart = 8;

    /// <summary>What is wrong with it; null when it is good.</summary>
    public static FormattableString? Problem(string? userName, string? password) => password switch
    {
        null or "" => $"Give a password.",
        { Length: < Shortest } => $"The password has {password.Length} characters; at least {Shortest} are needed. Several words in a row are good.",
        { Length: > Longest } => $"The password has {password.Length} characters; at most {Longest} are allowed.",
        _ when IsLittleMoreThan(userName, password) => $"The password is little more than the user name. Several words in a row are good.",
        _ when IsLittleMoreThan("amiblazor", password) => $"The password is little more than the name of this program. Several words in a row are good.",
        _ when CommonPasswordChecker.Includes(password.ToLowerInvariant()) =>
            $"This password, or one very much like it, is on every list that attackers try. Several words in a row are good.",
        _ => null,
    };

    private static bool IsLittleMoreThan(string? name, string password)
    {
        if (string.IsNullOrEmpty(name) || !password.Contains(name, StringComparison.OrdinalIgnoreCase)) return false;
        var own = password.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        return own.Length < OwnPart || CommonPasswordChecker.Includes(own.ToLowerInvariant());
    }
}
