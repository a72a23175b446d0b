using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Components.Accounts;
using AmiBlazor.Components.Walls;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Pairs the screen that shows a code.</summary>
public sealed partial class PairScreenPage
{
    private readonly AccountInput _usual = new() { WhichServers = AccountInput.All, WhichDepartments = AccountInput.All };
    private readonly WallView _shown = new();
    private ScopeChoices _known = new([], []);
    private FormattableString? _problem;

    /// <summary>The address of the wall that the screen is to show, from the page where it is set up; null for the usual one.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>The posted code, name and wall; null when the page is opened.</summary>
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
    private SessionCache Sessions { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // Asked before the form is filled in, not after.
        if (HttpMethods.IsGet(Http.Request.Method) && !Sessions.IsProven(Sessions.Of(Http.User))) Navigation.NavigateTo(ConfirmPage.Path(Http.Request.Path + Http.Request.QueryString));
        _known = await Choices.FindAsync(Http.RequestAborted);
    }

    private async Task PairAsync()
    {
        if (Screen is null || Form is null) return;
        _problem = await Administration.PairAsync(Http.User, Screen.Code, Screen.Name, Screen.ToView().ToString(), Form.ToScope());
        if (_problem is null) Navigation.NavigateTo("./screens?done=paired");
    }
}
