using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Turns the second factor on and off. Its key and its recovery codes are shown here once.</summary>
public sealed partial class SecondFactorPage
{
    private ProfileView? _account;
    private FormattableString? _problem;
    private string _key = "";
    private IReadOnlyList<string>? _codes;
    private bool _isRenewed;

    /// <summary>The posted form that turns it on; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "second-factor-on")]
    public ConfirmInput? Confirm { get; set; }

    /// <summary>The posted form that changes it; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "second-factor-change")]
    public ChangeInput? Change { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ProfileService Account { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // A wrong code must not change the key, because the authenticator app already has it.
        _account = await Account.GetAsync(Http);
        _key = Account.Unprotect(Http, Confirm?.Key) ?? "";
        if (_key.Length > 0) return;
        if (Confirm is not null) _problem = $"This page was open too long. Add the new key to the app.";
        _key = Account.NewKey();
    }

    private async Task TurnOnAsync()
    {
        if (_problem is null) (_problem, _codes) = await Account.TurnOnAsync(Http, _key, Confirm?.Code, Confirm?.Password);
    }

    private async Task ChangeAsync()
    {
        if (string.Equals(Change?.Act, "off", StringComparison.Ordinal))
        {
            _problem = await Account.TurnOffAsync(Http, Change?.Password, Change?.Code);
            if (_problem is null) Navigation.NavigateTo("./account?done=second-factor-off");
            return;
        }

        _isRenewed = true;
        (_problem, _codes) = await Account.RenewCodesAsync(Http, Change?.Password, Change?.Code);
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    /// <summary>The fields of the form that turns it on.</summary>
    public sealed class ConfirmInput
    {
        public string? Key { get; set; }

        public string? Code { get; set; }

        public string? Password { get; set; }
    }

    /// <summary>The fields of the form that changes it.</summary>
    public sealed class ChangeInput
    {
        public string? Password { get; set; }

        public string? Code { get; set; }

        public string? Act { get; set; }
    }
}
