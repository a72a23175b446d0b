using AmiBlazor.Auth.Screens;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Confirms the revocation of a wall screen on a page of its own, which needs no script.</summary>
public sealed partial class RevokeScreenPage
{
    private ScreenSummary? _screen;
    private FormattableString? _problem;

    /// <summary>The screen's id.</summary>
    [Parameter]
    public int Id { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ScreenAdministration Administration { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _screen = await Administration.FindAsync(Id, Http.RequestAborted) is { RevokedAt: null } screen ? screen : null;
        if (_screen is null) Navigation.NotFound();
    }

    private async Task RevokeAsync()
    {
        _problem = await Administration.RevokeAsync(Http.User, Id);
        if (_problem is null) Navigation.NavigateTo("./screens?done=revoked");
    }
}
