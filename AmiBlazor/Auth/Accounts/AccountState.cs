namespace AmiBlazor.Auth.Accounts;

/// <summary>How it stands with an account.</summary>
public enum AccountState
{
    Active,

    /// <summary>Nobody has chosen its password yet.</summary>
    Invited,

    /// <summary>Too many wrong passwords; it opens again by itself.</summary>
    Locked,

    Disabled,
}
