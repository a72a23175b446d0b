namespace AmiBlazor.Auth.Accounts;

/// <summary>The rules for user names.</summary>
internal static class UserNameValidator
{
    public const int Longest = 40;

    /// <summary>What is wrong with it; null if it is valid.</summary>
    public static FormattableString? Problem(string? userName) => userName switch
    {
        null or "" => $"Enter a user name.",
        { Length: > Longest } => $"The user name has {userName.Length} characters; at most {Longest} are allowed.",
        _ when userName.Any(char.IsControl) || userName.Trim().Length != userName.Length =>
            $"A user name cannot start or end with a space or contain control characters.",
        _ => null,
    };
}
