using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Components.Accounts;

/// <summary>The passkeys of the signed-in user.</summary>
public sealed partial class PasskeysPage
{
    private const string Address = "./account/passkeys";

    private IReadOnlyList<UserPasskeyInfo> _passkeys = [];
    private ProfileView? _account;
    private FormattableString? _problem;

    /// <summary>What the user has just done: <c>added</c> or <c>removed</c>; null otherwise.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? DoneWord { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "add")]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PasskeyService Keys { get; init; } = null!;

    [Inject]
    private ProfileService Account { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string? Done => DoneWord switch
    {
        "added" => T["The passkey was added. All your other sessions have ended."],
        "removed" => T["The passkey was removed. All your other sessions have ended."],
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _account = await Account.GetAsync(Http);
        _passkeys = await Keys.OfAsync(Http);
    }

    private async Task AddAsync()
    {
        _problem = await Keys.AddAsync(Http, Form?.Password, Form?.Code, Form?.Name, Form?.Answer);
        if (_problem is null) Navigation.NavigateTo(Address + "?done=added");
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        public string? Code { get; set; }

        /// <summary>The device's response as WebAuthn JSON.</summary>
        public string? Answer { get; set; }
    }
}
