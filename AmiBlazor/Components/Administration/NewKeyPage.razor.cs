using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Components.Accounts;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>Creates an API key. The response to the form shows it once.</summary>
public sealed partial class NewKeyPage
{
    private static readonly string Header = "Authorization: Bearer amb_…";

    private FormattableString? _problem;
    private string? _key;

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public Input? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ApiKeyAdministration Administration { get; init; } = null!;

    [Inject]
    private SessionCache Sessions { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    // Asked before the form is filled in, not after.
    protected override void OnInitialized()
    {
        if (HttpMethods.IsGet(Http.Request.Method) && !Sessions.IsProven(Sessions.Of(Http.User))) Navigation.NavigateTo(ConfirmPage.Path(Http.Request.Path));
    }

    private async Task MakeAsync() => (_key, _problem) = await Administration.MakeAsync(Http.User, Form?.Name, Form?.Role, Form?.Days);

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Name { get; set; }

        public string? Role { get; set; }

        /// <summary>Days until the key expires; 0 for no expiry.</summary>
        public int? Days { get; set; }
    }
}
