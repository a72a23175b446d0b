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
        Roles.Administrator => texts["Can refresh, edit names, download, manage accounts and API keys, and view the audit log."],
        Roles.Supervisor => texts["Can refresh, edit names, and download."],
        _ => texts["Read-only access."],
    };

    /// <summary>The name with what the role allows, to choose from.</summary>
    public static string Long(Localizer texts, string role) => role switch
    {
        Roles.Viewer => texts["Viewer: read-only access"],
        Roles.Supervisor => texts["Supervisor: can also refresh, edit names, and download"],
        Roles.Administrator => texts["Administrator: can also manage accounts and API keys, and view the audit log"],
        _ => role,
    };
}
