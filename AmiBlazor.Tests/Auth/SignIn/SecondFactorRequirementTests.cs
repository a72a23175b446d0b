using System.Net;
using System.Net.WebSockets;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Auth.Circuits;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>Roles that need a second factor: <c>Auth:RequireSecondFactor</c>.</summary>
[Needs(Need.Time)]
public sealed class SecondFactorRequirementTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private AmiBlazorApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await AmiBlazorApp.StartAsync(
        services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)), ("Auth:RequireSecondFactor:0", "Administrator"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Until_they_have_one_people_of_such_a_role_can_do_nothing_but_turn_it_on()
    {
        var ada = new FormBrowser(_app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);

        foreach (var path in new[] { "/", "/accounts", "/account", "/runs", "/audit" })
            Assert.Equal("/account/second-factor", (await ada.OpenAsync(path)).Goes);
        var browser = await _app.BrowserAsync(Roles.Administrator);
        await browser.GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.Forbidden);
        using var export = await browser.GetAsync("/export/audit.csv", Token);
        HttpStatusCode? status = null;
        var cookie = new Cookie("AmiBlazor", ada.Cookies["AmiBlazor"]);
        await Assert.ThrowsAsync<WebSocketException>(() => RawPage.OpenAsync(_app, cookie, refused => status = refused));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (export.StatusCode, status));
        Assert.Contains(
            "Your role requires two-factor authentication. Turn it on to continue", (await ada.OpenAsync("/account/second-factor")).Text, StringComparison.Ordinal);

        await ada.TurnSecondFactorOnAsync(_clock);

        Assert.True(await ada.IsInAsync());
    }

    [Fact]
    public async Task It_cannot_be_turned_off_again()
    {
        var ada = new FormBrowser(_app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);
        var (_, codes) = await ada.TurnSecondFactorOnAsync(_clock);

        var answer = await ada.FillAsync(
            "/account/second-factor", "second-factor-change",
            ("Change.Password", AmiBlazorApp.Password), ("Change.Code", codes[0]), ("Change.Act", "off"));

        Assert.Equal("Your role requires two-factor authentication. It cannot be turned off.", answer.Problem);
    }

    [Fact]
    public async Task Other_roles_and_keys_are_not_asked_for_it_and_anybody_may_sign_out()
    {
        await _app.AccountAsync("vera", Roles.Viewer);
        var (vera, ada) = (new FormBrowser(_app), new FormBrowser(_app));
        await vera.SignInAsync("vera");
        await ada.SignInAsync(AmiBlazorApp.Administrator);
        using var key = await _app.Client(AmiBlazorApp.AdministratorKey).GetAsync("/api/extensions", Token);

        var signedOut = await ada.SignOutAsync();

        Assert.True(await vera.IsInAsync());
        Assert.Equal(HttpStatusCode.OK, key.StatusCode);
        Assert.Equal("/sign-in", signedOut.Goes);
    }
}
