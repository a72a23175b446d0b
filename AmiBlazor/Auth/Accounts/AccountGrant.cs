using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Requested role and scope of an account, not yet validated.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Servers">The PBXs; null for all.</param>
/// <param name="Departments">The departments; null for all.</param>
internal sealed record AccountGrant(string? Role, IReadOnlyList<string>? Servers, IReadOnlyList<string>? Departments)
{
    public const int LongestName = 200;
    public const int MostNames = 100;

    /// <summary>What is wrong with it; null if it is valid.</summary>
    public FormattableString? Problem => this switch
    {
        _ when !Roles.Ascending.Contains(Role, StringComparer.Ordinal) => $"Select a role.",
        { Role: Roles.Administrator } when Servers is not null || Departments is not null =>
            $"Administrators can see everything. Select all PBXs and all departments, or another role.",
        { Servers.Count: 0 } => $"Select at least one PBX, or select all.",
        { Departments.Count: 0 } => $"Enter at least one department, or select all.",
        _ when Servers?.Count > MostNames || Departments?.Count > MostNames =>
            $"An account can be limited to at most {MostNames} PBXs or departments. Select all instead.",
        _ when (Servers ?? []).Concat(Departments ?? []).Any(name => name.Length > LongestName || name.Any(char.IsControl)) =>
            $"The name of a PBX or department can have at most {LongestName} characters and no control characters.",
        _ => null,
    };

    /// <summary>In English, for the audit log.</summary>
    public override string ToString() => $"{Role}; PBXs: {Words(Servers)}; departments: {Words(Departments)}.";

    internal static string Words(IReadOnlyList<string>? names) => names is null ? "all" : string.Join(", ", names);
}
