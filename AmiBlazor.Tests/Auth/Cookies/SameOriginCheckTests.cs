using System.Net;
using System.Net.WebSockets;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.Cookies;

public sealed class SameOriginCheckTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Close = "/api/extensions/hybrid-refresh/close";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Origin", null, HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "said", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "ftp://{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "ws://{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://x@{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://x:y@{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://{0}/", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://{0}/path", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://{0}?query", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://{0}#fragment", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://{0}, http://{0}", HttpStatusCode.Forbidden)]
    [InlineData("Origin", " http:\\\\{0}", HttpStatusCode.Forbidden)]
    public async Task A_cookie_works_only_for_pages_of_the_same_origin(string header, string? value, HttpStatusCode expected)
    {
        var app = shared.App;
        var browser = await app.BrowserAsync();
        browser.DefaultRequestHeaders.Remove("Origin");
        var authority = app.Address.Authority;
        browser.DefaultRequestHeaders.TryAddWithoutValidation(
            header, value?.Replace("{0}", authority, StringComparison.Ordinal) ?? app.Address.GetLeftPart(UriPartial.Authority));

        using var response = await browser.PostAsync(Close, content: null, Token);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_key_needs_no_origin_because_no_page_can_send_it()
    {
        var app = shared.App;

        using var response = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Close, content: null, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://{0}", false)]
    [InlineData("http://x@{0}", false)]
    [InlineData("http://{0}/path", false)]
    public async Task Only_a_page_of_the_same_origin_opens_a_circuit(string? origin, bool opens)
    {
        var app = shared.App;
        var cookie = await app.CookieAsync(Roles.Viewer);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(
            "Origin", origin?.Replace("{0}", app.Address.Authority, StringComparison.Ordinal) ?? app.Address.GetLeftPart(UriPartial.Authority));
        socket.Options.SetRequestHeader("Cookie", $"{cookie.Name}={cookie.Value}");

        var connecting = socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/_blazor"), Token).InTime();

        if (opens)
        {
            await connecting;
            Assert.Equal(WebSocketState.Open, socket.State);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => connecting);
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }
    }
}
