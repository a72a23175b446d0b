using AmiBlazor.Auth.Setup;
using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Creates the first administrator. Reached only by the link in the log.</summary>
public sealed partial class InitialSetupPage
{
    private FormattableString? _problem;

    /// <summary>The token of the link.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? LinkToken { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private InitialSetup First { get; init; } = null!;

    [Inject]
    private SignInService SignInService { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private async Task MakeAsync()
    {
        _problem = string.Equals(Form?.Password, Form?.Again, StringComparison.Ordinal)
            ? await First.CompleteAsync(Http, LinkToken, Form?.UserName, Form?.Password)
            : (FormattableString)$"The passwords do not match.";
        if (_problem is not null) return;

        // The password has just been chosen. If signing in with it fails nevertheless, the board redirects to the sign-in page, which gives the
        // reason.
        await SignInService.SignInAsync(Http, Form?.UserName, Form?.Password, rememberMe: false);
        Navigation.NavigateTo("./");
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public string? Again { get; set; }
    }
}
