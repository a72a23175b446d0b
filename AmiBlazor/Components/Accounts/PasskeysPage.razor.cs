using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Components.Accounts;

/// <summary>The passkeys of the signed-in user.</summary>
public sealed partial class PasskeysPage
{
    private IReadOnlyList<UserPasskeyInfo> _passkeys = [];
    private FormattableString? _problem;

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "add")]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PasskeyService Keys { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync() => _passkeys = await Keys.OfAsync(Http);

    private async Task AddAsync()
    {
        _problem = await Keys.AddAsync(Http, Form?.Password, Form?.Name, Form?.Answer);
        if (_problem is null) Navigation.NavigateTo("./account/passkeys");
    }

    private async Task RemoveAsync(UserPasskeyInfo passkey)
    {
        await Keys.RemoveAsync(Http, PasskeyService.IdOf(passkey));
        Navigation.NavigateTo("./account/passkeys");
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        /// <summary>The device's response as WebAuthn JSON.</summary>
        public string? Answer { get; set; }
    }
}
