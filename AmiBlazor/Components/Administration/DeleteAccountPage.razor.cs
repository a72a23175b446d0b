using AmiBlazor.Auth.Accounts;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Confirms the deletion of an account on a page of its own, which needs no script.</summary>
public sealed partial class DeleteAccountPage
{
    private AccountSummary? _account;
    private FormattableString? _problem;

    /// <summary>The account's id.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>The <c>ConcurrencyStamp</c> of the account that the page showed.</summary>
    [SupplyParameterFromForm]
    public string? ConcurrencyStamp { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AccountAdministration Administration { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _account = await Administration.FindAsync(Id, Http.RequestAborted);
        if (_account is null) Navigation.NotFound();
    }

    private async Task RemoveAsync()
    {
        _problem = await Administration.RemoveAsync(Http.User, Id, ConcurrencyStamp);
        if (_problem is null)
            Navigation.NavigateTo("./accounts?removed=true");
        else
            _account = await Administration.FindAsync(Id, Http.RequestAborted) ?? _account;
    }
}
