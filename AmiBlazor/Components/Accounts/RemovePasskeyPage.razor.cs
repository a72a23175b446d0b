using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Confirms the removal of a passkey by password.</summary>
public sealed partial class RemovePasskeyPage
{
    private ProfileView? _account;
    private FormattableString? _problem;
    private string? _name;

    /// <summary>The passkey, as <see cref="PasskeyService.IdOf"/> names it.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public ProofInput? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PasskeyService Keys { get; init; } = null!;

    [Inject]
    private ProfileService Account { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _account = await Account.GetAsync(Http);
        var passkey = (await Keys.OfAsync(Http)).FirstOrDefault(passkey => string.Equals(PasskeyService.IdOf(passkey), Id, StringComparison.Ordinal));
        if (passkey is null)
            Navigation.NotFound();
        else
            _name = passkey.Name;
    }

    private async Task RemoveAsync()
    {
        _problem = await Keys.RemoveAsync(Http, Id, Form?.Password, Form?.Code);
        if (_problem is null) Navigation.NavigateTo("./account/passkeys?done=removed");
    }
}
