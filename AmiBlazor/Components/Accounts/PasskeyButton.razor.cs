using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Signs in by a passkey, without a name or a password.</summary>
public sealed partial class PasskeyButton
{
    private FormattableString? _problem;

    /// <summary>Where to go on.</summary>
    [Parameter]
    public string? Back { get; set; }

    /// <summary>What was sent; null when the page is opened.</summary>
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
        _problem = await Passkeys.SignInAsync(Http, Passkey?.Answer, stay: true);
        if (_problem is null) Navigation.NavigateTo(LocalPath.Of(Back));
    }

    /// <summary>The form.</summary>
    public sealed class Input
    {
        /// <summary>What the device said, as the JSON of WebAuthn.</summary>
        public string? Answer { get; set; }
    }
}
