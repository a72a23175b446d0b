using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Shared;

/// <summary>The names of the roles, and what they allow, in the user's language.</summary>
internal static class RoleWords
{
    /// <summary>The name alone; the stored word for a role of another version.</summary>
    public static string Short(Localizer texts, string role) => role switch
    {
        Roles.Viewer => texts["Viewer"],
        Roles.Supervisor => texts["Supervisor"],
        Roles.Administrator => texts["Administrator"],
        _ => role,
    };

    /// <summary>What the role allows, as a sentence to its holder.</summary>
    public static string Meaning(Localizer texts, string role) => role switch
    {
        Roles.Administrator => texts["Refreshes, edits names and downloads; makes accounts and keys, and reads the audit."],
        Roles.Supervisor => texts["Refreshes, edits names and downloads."],
        _ => texts["Sees, and changes nothing."],
    };

    /// <summary>The name with what the role allows, to choose from.</summary>
    public static string Long(Localizer texts, string role) => role switch
    {
        Roles.Viewer => texts["Viewer: sees"],
        Roles.Supervisor => texts["Supervisor: also refreshes, edits names and downloads"],
        Roles.Administrator => texts["Administrator: also keeps accounts, keys and the audit"],
        _ => role,
    };
}
