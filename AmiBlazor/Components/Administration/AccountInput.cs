using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;

namespace AmiBlazor.Components.Administration;

/// <summary>The fields that the account forms post.</summary>
public sealed class AccountInput
{
    /// <summary>Posted if the account is limited to some PBXs or departments.</summary>
    public const string Some = "some";

    /// <summary>Posted if the account sees all of them.</summary>
    public const string All = "all";

    public string? UserName { get; set; }

    public string? Role { get; set; }

    /// <summary><see cref="All"/> or <see cref="Some"/>.</summary>
    public string? WhichServers { get; set; }

    public IList<string>? Servers { get; set; }

    /// <summary><see cref="All"/> or <see cref="Some"/>.</summary>
    public string? WhichDepartments { get; set; }

    public IList<string>? Departments { get; set; }

    /// <summary>Departments that no extension belongs to yet, one per line.</summary>
    public string? MoreDepartments { get; set; }

    /// <summary>Whether the account may act on calls and queues.</summary>
    public bool MayControlCalls { get; set; }

    /// <summary>The PBX of <see cref="Phone"/>.</summary>
    public string? PhoneServer { get; set; }

    /// <summary>The owner's own phone: <c>1001</c>, or <c>1001@from-internal</c>; empty for none.</summary>
    public string? Phone { get; set; }

    /// <summary>The button that was pressed.</summary>
    public string? Act { get; set; }

    /// <summary>The <c>ConcurrencyStamp</c> of the account that the page showed.</summary>
    public string? ConcurrencyStamp { get; set; }

    /// <summary>The fields of a wall screen's scope.</summary>
    internal static AccountInput Of(ScreenSummary screen, ScopeChoices known) => new()
    {
        WhichServers = screen.Servers is null ? All : Some,
        Servers = [.. screen.Servers ?? []],
        WhichDepartments = screen.Departments is null ? All : Some,
        Departments = [.. screen.Departments ?? []],
        MoreDepartments = string.Join('\n', (screen.Departments ?? []).Except(known.Departments, StringComparer.Ordinal)),
    };

    internal static AccountInput Of(AccountSummary account, ScopeChoices known) => new()
    {
        Role = account.Role,
        WhichServers = account.Servers is null ? All : Some,
        Servers = [.. account.Servers ?? []],
        WhichDepartments = account.Departments is null ? All : Some,
        Departments = [.. account.Departments ?? []],
        MayControlCalls = account.MayControlCalls,
        PhoneServer = account.Phone?.Server,
        Phone = account.Phone is { } phone ? PhoneChoices.Text(phone) : null,
        MoreDepartments = string.Join('\n', (account.Departments ?? []).Except(known.Departments, StringComparer.Ordinal)),
    };

    // Anything but "all" means some: in doubt the account sees less.
    internal AccountGrant ToGrant() => new(
        Role,
        WhichServers == All ? null : Clean(Servers ?? []),
        WhichDepartments == All ? null : Clean([.. Departments ?? [], .. (MoreDepartments ?? "").Split('\n')]));

    /// <summary>What a wall screen may see, which is less than what a viewer may.</summary>
    internal AccountGrant ToScope() => ToGrant() with { Role = Roles.Viewer };

    private static List<string> Clean(IEnumerable<string> names) =>
        [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}
