using AmiBlazor.Auth.Accounts;

namespace AmiBlazor.Components.Administration;

/// <summary>What the forms about an account send.</summary>
public sealed class AccountInput
{
    /// <summary>What is typed where only some PBXs or departments are meant.</summary>
    public const string Some = "some";

    /// <summary>What is typed where all are meant.</summary>
    public const string All = "all";

    public string? UserName { get; set; }

    public string? Role { get; set; }

    /// <summary><see cref="All"/> or <see cref="Some"/>.</summary>
    public string? WhichServers { get; set; }

    public IList<string>? Servers { get; set; }

    /// <summary><see cref="All"/> or <see cref="Some"/>.</summary>
    public string? WhichDepartments { get; set; }

    public IList<string>? Departments { get; set; }

    /// <summary>Departments that no extension is in yet, one a line.</summary>
    public string? MoreDepartments { get; set; }

    /// <summary>Which button was pressed.</summary>
    public string? Act { get; set; }

    /// <summary>The edition of the account that the page showed.</summary>
    public string? ConcurrencyStamp { get; set; }

    internal static AccountInput Of(AccountSummary account, ScopeChoices known) => new()
    {
        Role = account.Role,
        WhichServers = account.Servers is null ? All : Some,
        Servers = [.. account.Servers ?? []],
        WhichDepartments = account.Departments is null ? All : Some,
        Departments = [.. account.Departments ?? []],
        MoreDepartments = string.Join('\n', (account.Departments ?? []).Except(known.Departments, StringComparer.Ordinal)),
    };

    // What says neither all nor some is some: less is seen then.
    internal AccountGrant ToGrant() => new(
        Role,
        WhichServers == All ? null : Clean(Servers ?? []),
        WhichDepartments == All ? null : Clean([.. Departments ?? [], .. (MoreDepartments ?? "").Split('\n')]));

    private static List<string> Clean(IEnumerable<string> names) =>
        [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}
