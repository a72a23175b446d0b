using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Signs in with a passkey, without a user name or password.</summary>
public sealed partial class PasskeyButton
{
    private FormattableString? _problem;

    /// <summary>The page to return to after signing in.</summary>
    [Parameter]
    public string? Back { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "passkey")]
    public Input? Passkey { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PasskeyService Passkeys { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private async Task SignInAsync()
    {
        _problem = await Passkeys.SignInAsync(Http, Passkey?.Answer, Passkey?.RememberMe ?? false);
        if (_problem is null) Navigation.NavigateTo("." + LocalPath.Of(Back));
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        /// <summary>The device's response as WebAuthn JSON.</summary>
        public string? Answer { get; set; }

        public bool RememberMe { get; set; }
    }
}
