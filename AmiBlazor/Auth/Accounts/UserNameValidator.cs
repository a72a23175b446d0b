namespace AmiBlazor.Auth.Accounts;

/// <summary>The rules for user names.</summary>
internal static class UserNameValidator
{
    /// <summary>What is wrong with it; null if it is valid.</summary>
    public static FormattableString? Problem(string? userName) => userName switch
    {
        null or "" => $"Enter a user name.",
        { Length: > NameRules.Longest } => $"The user name has {userName.Length} characters; at most {NameRules.Longest} are allowed.",
        _ => NameRules.Problem(userName),
    };
}
