using AmiBlazor.Auth.SignIn;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>Asks signed-in administrators to prove who they are before they change accounts and API keys.</summary>
public sealed partial class ConfirmPage
{
    private ProfileView? _account;
    private FormattableString? _problem;

    /// <summary>The page to return to.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    public string? Back { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "confirm")]
    public ProofInput? Form { get; set; }

    /// <summary>The posted form with a passkey; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "confirm-passkey")]
    public PasskeyButton.Input? Passkey { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private PersonProof Proof { get; init; } = null!;

    [Inject]
    private PasskeyService Keys { get; init; } = null!;

    [Inject]
    private ProfileService Account { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    /// <summary>The address of this page.</summary>
    /// <param name="back">The page to return to.</param>
    internal static string Path(string back) => "./account/confirm" + QueryString.Create("back", LocalPath.Of(back));

    protected override async Task OnInitializedAsync() => _account = await Account.GetAsync(Http);

    private async Task ConfirmAsync() => Return(await Proof.ConfirmAsync(Http, Form?.Password, Form?.Code));

    private async Task ConfirmByPasskeyAsync() => Return(await Keys.ConfirmAsync(Http, Passkey?.Answer));

    private void Return(FormattableString? problem)
    {
        _problem = problem;
        if (problem is null) Navigation.NavigateTo("." + LocalPath.Of(Back));
    }
}
