using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Signs in with user name and password, by a form and without a circuit.</summary>
public sealed partial class SignInPage
{
    private FormattableString? _problem;

    /// <summary>The page to return to after signing in.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    public string? Back { get; set; }

    /// <summary><c>everywhere</c> after signing out of all sessions; null otherwise.</summary>
    [SupplyParameterFromQuery(Name = "signed-out")]
    public string? SignedOut { get; set; }

    /// <summary>Why the session ended; null if there is nothing to say.</summary>
    [SupplyParameterFromQuery(Name = BrowserCookieEvents.Ended)]
    public string? Ended { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private SignInService SignInService { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool IsSignedOutEverywhere => string.Equals(SignedOut, "everywhere", StringComparison.Ordinal);

    // Shown until the next attempt, whose result matters more.
    private bool WasEnded => _problem is null && string.Equals(Ended, BrowserCookieEvents.EndedByChange, StringComparison.Ordinal);

    private async Task SignInAsync()
    {
        var answer = await SignInService.SignInAsync(Http, Form?.UserName, Form?.Password, Form?.RememberMe ?? false);
        _problem = answer.Problem;
        if (answer.IsThrottled)
            Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else if (answer.NeedsSecondFactor)
            Navigation.NavigateTo(SecondFactorSignInPage.Path(Back, recovery: false));
        else if (_problem is null)
            Navigation.NavigateTo("." + LocalPath.Of(Back));
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public bool RememberMe { get; set; }
    }
}
