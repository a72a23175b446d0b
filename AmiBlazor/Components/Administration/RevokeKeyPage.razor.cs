using AmiBlazor.Auth.ApiKeys;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Confirms the revocation of a key on a page of its own, which needs no script.</summary>
public sealed partial class RevokeKeyPage
{
    private ApiKeySummary? _key;
    private FormattableString? _problem;

    /// <summary>The key's id.</summary>
    [Parameter]
    public int Id { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ApiKeyAdministration Administration { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _key = await Administration.FindAsync(Id, Http.RequestAborted);
        if (_key is null) Navigation.NotFound();
    }

    private async Task RevokeAsync()
    {
        _problem = await Administration.RevokeAsync(Http.User, Id);
        if (_problem is null) Navigation.NavigateTo("./keys?revoked=true");
    }
}
