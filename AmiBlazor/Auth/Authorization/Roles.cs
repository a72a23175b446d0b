namespace AmiBlazor.Auth.Authorization;

/// <summary>What a person or a key may do; each role may do all that the ones before it may.</summary>
internal static class Roles
{
    /// <summary>Sees.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Refreshes, stops, edits names, downloads.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Accounts, keys, audit, settings.</summary>
    public const string Administrator = "Administrator";

    /// <summary>From the least to the most.</summary>
    public static readonly IReadOnlyList<string> Ascending = [Viewer, Supervisor, Administrator];

    /// <summary>The role and those above it: who passes a policy that asks for it.</summary>
    public static IEnumerable<string> AtOrAbove(string role) => Ascending.SkipWhile(candidate => !string.Equals(candidate, role, StringComparison.Ordinal));
}
