using AmiBlazor.Auth.Screens;
using AmiBlazor.Components.Walls;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>A wall screen: its name, its wall and its scope, which can be changed.</summary>
public sealed partial class ScreenDetailsPage
{
    private ScreenSummary? _screen;
    private WallView _view = new();
    private ScopeChoices _known = new([], []);
    private FormattableString? _problem;

    /// <summary>The screen's id.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary><c>changed</c> after the screen was changed; null otherwise.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    /// <summary>The posted name and wall; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public ScreenInput? Screen { get; set; }

    /// <summary>The posted scope; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public AccountInput? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ScreenAdministration Administration { get; init; } = null!;

    [Inject]
    private ScopeChoicesProvider Choices { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _screen = await Administration.FindAsync(Id, Http.RequestAborted) is { RevokedAt: null } screen ? screen : null;
        if (_screen is null)
        {
            Navigation.NotFound();
            return;
        }

        _view = WallView.Parse(_screen.View);
        _known = await Choices.FindAsync(Http.RequestAborted);
    }

    private async Task ChangeAsync()
    {
        if (Screen is null || Form is null) return;
        _problem = await Administration.ChangeAsync(Http.User, Id, Screen.Name, Screen.ToView().ToString(), Form.ToScope());
        if (_problem is null) Navigation.NavigateTo($"./screens/{Id}?done=changed");
    }
}
