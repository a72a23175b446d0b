using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Sets a password. Reached only by the link that an administrator handed over.</summary>
public sealed partial class SetPasswordPage
{
    private string? _userName;
    private FormattableString? _problem;

    /// <summary>The id of the account that the link is for.</summary>
    [SupplyParameterFromQuery(Name = "account")]
    public int? Account { get; set; }

    /// <summary>The token of the link.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? LinkToken { get; set; }

    /// <summary>True after the password was set.</summary>
    [SupplyParameterFromQuery(Name = "set")]
    public bool IsSet { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private InvitationService Invitations { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _userName = await Invitations.NameAsync(Account ?? 0, LinkToken);
    }

    private async Task SetAsync()
    {
        _problem = string.Equals(Form?.Password, Form?.Again, StringComparison.Ordinal)
            ? await Invitations.UseAsync(Http, Account ?? 0, LinkToken, Form?.Password)
            : (FormattableString)$"The passwords do not match.";
        if (_problem is null)
            Navigation.NavigateTo("." + InvitationService.Path + "?set=true");
        else
            _userName = await Invitations.NameAsync(Account ?? 0, LinkToken);
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Password { get; set; }

        public string? Again { get; set; }
    }
}
