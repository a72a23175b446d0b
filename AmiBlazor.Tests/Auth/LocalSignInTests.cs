using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth;

public sealed class LocalSignInTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_on_this_machine_opens_the_page_at_once_and_gets_a_cookie_that_stays_here()
    {
        var app = shared.App;

        using var response = await app.Client().SendAsync(app.Navigation(), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), text => text.StartsWith("AmiBlazor=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Sec-Fetch-Dest", "iframe")]
    [InlineData("Sec-Fetch-Mode", "no-cors")]
    [InlineData("Accept", "*/*")]
    public async Task What_a_foreign_page_can_make_a_browser_send_gives_no_cookie(string header, string value)
    {
        var app = shared.App;
        using var request = app.Navigation();
        request.Headers.Remove(header);
        request.Headers.Add(header, value);

        using var response = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_computer_that_is_not_trusted_reads_which_setting_lets_it_in()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Auth:TrustedNetworks:0", "192.168.1.0/24"));
        using var request = app.Navigation();
        request.Headers.Add(AmiBlazorApp.SenderHeader, "192.168.2.7");

        using var response = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal(
            "AmiBlazor does not let this computer in: its address 192.168.2.7 is not trusted. "
            + "Whoever runs AmiBlazor can add your network to the setting Auth:TrustedNetworks, for example Auth__TrustedNetworks__0=192.168.1.0/24.\n",
            await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("192.168.1.200")]
    [InlineData("::ffff:192.168.1.200")]
    [InlineData("fd00:1::7")]
    public async Task A_computer_of_a_trusted_network_is_let_in(string address)
    {
        await using var app = await AmiBlazorApp.StartAsync(("Auth:TrustedNetworks:0", "192.168.1.0/24"), ("Auth:TrustedNetworks:1", "fd00:1::/64"));
        using var request = app.Navigation();
        request.Headers.Add(AmiBlazorApp.SenderHeader, address);

        using var response = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task A_proxy_on_this_machine_does_not_make_its_visitors_local(string header)
    {
        var app = shared.App;
        using var request = app.Navigation();
        request.Headers.TryAddWithoutValidation(header, "127.0.0.1");

        using var response = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("you come through a proxy", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_travelled_to_another_computer_opens_nothing()
    {
        var app = shared.App;
        var browser = await app.BrowserAsync();
        browser.DefaultRequestHeaders.Add(AmiBlazorApp.SenderHeader, "203.0.113.9");

        using var response = await browser.GetAsync("/api/extensions/hybrid-refresh/status", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_address_alone_opens_nothing_for_scripts()
    {
        var app = shared.App;

        using var response = await app.Client().SendAsync(app.Navigation("/api/extensions"), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Nothing_that_is_forgotten_is_open()
    {
        var app = shared.App;
        var stranger = app.Client();

        using var page = await stranger.GetAsync("/anything", Token);
        using var circuit = await stranger.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, Token);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, circuit.StatusCode);
    }
}
