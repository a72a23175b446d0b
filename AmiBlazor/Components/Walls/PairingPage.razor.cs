using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Walls;

/// <summary>Shows the code by which an administrator pairs this browser as a wall screen. screen.js waits for that.</summary>
public sealed partial class PairingPage
{
    private string? _code;

    /// <summary>True if the browser was a screen before.</summary>
    [SupplyParameterFromQuery(Name = "ended")]
    public bool Ended { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private IScreenPairings Pairings { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (AuthClaims.GetScreenId(Http.User) is not null)
        {
            Navigation.NavigateTo("./wall");
            return;
        }

        if (!SecureTransport.IsUsed(Http.Request)) return;
        var secret = ScreenCookies.GetPairing(Http);
        if (await Pairings.FindAsync(secret) is null)
        {
            var (browser, platform) = UserAgent.Of(Http.Request.Headers.UserAgent.ToString());
            var origin = string.Join(", ", new[] { ClientAddress.Of(Http), browser, platform }.OfType<string>());
            secret = await Pairings.BeginAsync(ClientAddress.Key(Http.Connection.RemoteIpAddress), origin);
            if (secret is not null) ScreenCookies.SetPairing(Http, secret);
        }

        if (await Pairings.FindAsync(secret) is { } found) _code = $"{found.Code[..4]}-{found.Code[4..]}";
    }
}
