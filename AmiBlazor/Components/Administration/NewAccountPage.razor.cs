using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Components.Accounts;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Creates an account. The response to the form shows its invitation link once.</summary>
public sealed partial class NewAccountPage
{
    private readonly AccountInput _usual = new() { Role = Roles.Viewer, WhichServers = AccountInput.All, WhichDepartments = AccountInput.All };
    private ScopeChoices _known = new([], []);
    private FormattableString? _problem;
    private string? _link;

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public AccountInput? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AccountAdministration Administration { get; init; } = null!;

    [Inject]
    private InvitationService Invitations { get; init; } = null!;

    [Inject]
    private ScopeChoicesProvider Choices { get; init; } = null!;

    [Inject]
    private SessionCache Sessions { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // Asked before the form is filled in, not after.
        if (HttpMethods.IsGet(Http.Request.Method) && !Sessions.IsProven(Sessions.Of(Http.User))) Navigation.NavigateTo(ConfirmPage.Path(Http.Request.Path));
        _known = await Choices.FindAsync(Http.RequestAborted);
    }

    private async Task MakeAsync()
    {
        if (Form is null) return;

        (var id, _problem) = await Administration.MakeAsync(Http.User, Form.UserName, Form.ToGrant());
        if (_problem is not null) return;

        (var link, _problem) = await Invitations.MakeAsync(Http.User, id);
        if (link is not null) _link = Navigation.ToAbsoluteUri("." + link).ToString();
    }
}
