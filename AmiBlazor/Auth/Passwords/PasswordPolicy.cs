namespace AmiBlazor.Auth.Passwords;

/// <summary>The rules for passwords: long, and not a common one. No rules about composition (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordPolicy
{
    public const int Shortest = 12;

    /// <summary>A longer password is no better, and an attacker could make this program hash megabytes.</summary>
    public const int Longest = 256;

    /// <summary>The least number of characters that a password must have beside a well-known name.</summary>
    private const int OwnPart = 8;

    /// <summary>What is wrong with it; null if it is valid.</summary>
    public static FormattableString? Problem(string? userName, string? password) => password switch
    {
        null or "" => $"Enter a password.",
        { Length: < Shortest } => $"The password has {password.Length} characters; at least {Shortest} are required. A phrase of several words works well.",
        { Length: > Longest } => $"The password has {password.Length} characters; at most {Longest} are allowed.",
        _ when IsLittleMoreThan(userName, password) => $"The password is too similar to the user name. A phrase of several words works well.",
        _ when IsLittleMoreThan("amiblazor", password) => $"The password is too similar to the name of this program. A phrase of several words works well.",
        _ when CommonPasswordChecker.Includes(password.ToLowerInvariant()) =>
            $"This password, or a very similar one, is on the lists that attackers try. A phrase of several words works well.",
        _ => null,
    };

    private static bool IsLittleMoreThan(string? name, string password)
    {
        if (string.IsNullOrEmpty(name) || !password.Contains(name, StringComparison.OrdinalIgnoreCase)) return false;
        var own = password.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        return own.Length < OwnPart || CommonPasswordChecker.Includes(own.ToLowerInvariant());
    }
}
