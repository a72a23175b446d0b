using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Where one signs in, by form and without a circuit.</summary>
public sealed partial class SignInPage
{
    private FormattableString? _problem;

    /// <summary>Where to go on.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    public string? Back { get; set; }

    /// <summary>How it came that one is signed out.</summary>
    [SupplyParameterFromQuery(Name = "signed-out")]
    public string? SignedOut { get; set; }

    /// <summary>Why one has to sign in again; null where there is nothing to say.</summary>
    [SupplyParameterFromQuery(Name = BrowserCookieEvents.Ended)]
    public string? Ended { get; set; }

    /// <summary>What was sent; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private SignInService SignInService { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool IsSignedOutEverywhere => string.Equals(SignedOut, "everywhere", StringComparison.Ordinal);

    // Until he tries again: then the answer to that is what matters.
    private bool WasEnded => _problem is null && string.Equals(Ended, BrowserCookieEvents.EndedByChange, StringComparison.Ordinal);

    private async Task SignInAsync()
    {
        var answer = await SignInService.SignInAsync(Http, Form?.UserName, Form?.Password, Form?.RememberMe ?? false);
        _problem = answer.Problem;
        if (answer.IsThrottled) Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else if (answer.NeedsSecondFactor) Navigation.NavigateTo(SecondFactorSignInPage.Path(Back, recovery: false));
        else if (_problem is null) Navigation.NavigateTo(LocalPath.Of(Back));
    }

    /// <summary>The form.</summary>
    public sealed class Input
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public bool RememberMe { get; set; }
    }
}
