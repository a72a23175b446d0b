using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>The list of all accounts.</summary>
public sealed partial class AccountsPage
{
    private IReadOnlyList<AccountSummary> _accounts = [];

    /// <summary>True after an account was deleted.</summary>
    [SupplyParameterFromQuery(Name = "removed")]
    public bool Removed { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AccountAdministration Administration { get; init; } = null!;

    // Of a viewer the right is without effect, and is not shown.
    private string? Control(AccountSummary account) => (account is { MayControlCalls: true, Role: not Roles.Viewer }, account.Phone) switch
    {
        (true, { } phone) => T.Format($"Call control, phone {DisplayText.Show(phone.Exten)}"),
        (true, null) => T["Call control, no phone"],
        (false, { } phone) => T.Format($"Phone {DisplayText.Show(phone.Exten)}"),
        _ => null,
    };

    protected override async Task OnInitializedAsync() => _accounts = await Administration.ListAsync(Http.RequestAborted);
}
