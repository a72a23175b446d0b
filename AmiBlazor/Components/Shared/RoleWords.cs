using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Shared;

/// <summary>What roles are called.</summary>
internal static class RoleWords
{
    public static string Short(Localizer texts, string role) => role switch
    {
        Roles.Viewer => texts["Viewer"],
        Roles.Supervisor => texts["Supervisor"],
        Roles.Administrator => texts["Administrator"],
        _ => role,
    };

    /// <summary>With what the role may do.</summary>
    public static string Long(Localizer texts, string role) => role switch
    {
        Roles.Viewer => texts["Viewer: sees"],
        Roles.Supervisor => texts["Supervisor: also refreshes, edits names and downloads"],
        Roles.Administrator => texts["Administrator: also keeps accounts, keys and the audit"],
        _ => role,
    };
}
