using AmiBlazor.Auth.Accounts;
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

    protected override async Task OnInitializedAsync() => _accounts = await Administration.ListAsync(Http.RequestAborted);
}
