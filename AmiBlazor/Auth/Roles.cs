namespace AmiBlazor.Auth;

/// <summary>What a person or a key may do; each role may do all that the ones before it may.</summary>
internal static class Roles
{
    /// <summary>Sees.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Refreshes, stops, edits names, downloads.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Accounts, keys, audit, settings.</summary>
    public const string Administrator = "Administrator";
}
