using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>The second step of signing in, after the password was correct.</summary>
public sealed partial class SecondFactorSignInPage
{
    private const string RecoveryWay = "recovery";

    private FormattableString? _problem;

    /// <summary>The page to return to after signing in.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    public string? Back { get; set; }

    /// <summary>Which code the user enters: null for the authenticator app's, <c>recovery</c> for a recovery code.</summary>
    [SupplyParameterFromQuery(Name = "way")]
    public string? Way { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private SignInService SignInService { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool IsRecovery => string.Equals(Way, RecoveryWay, StringComparison.Ordinal);

    /// <summary>The address of this page.</summary>
    internal static string Path(string? back, bool recovery)
    {
        var query = QueryString.Create("back", LocalPath.Of(back));
        return "./sign-in/second-factor" + (recovery ? query.Add("way", RecoveryWay) : query);
    }

    protected override async Task OnInitializedAsync()
    {
        if (await SignInService.GetPendingUserNameAsync() is null) StartAgain();
    }

    private async Task SignInAsync()
    {
        if (await SignInService.SecondFactorAsync(Http, Form?.Code, IsRecovery) is not { } answer)
        {
            StartAgain();
            return;
        }

        _problem = answer.Problem;
        if (answer.IsThrottled)
            Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else if (_problem is null)
            Navigation.NavigateTo("." + LocalPath.Of(Back));
    }

    private void StartAgain() => Navigation.NavigateTo("./sign-in" + QueryString.Create("back", LocalPath.Of(Back)));

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Code { get; set; }
    }
}
