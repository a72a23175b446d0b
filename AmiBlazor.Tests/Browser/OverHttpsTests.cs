using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Where the program itself speaks HTTPS, by the framework's own section <c>Kestrel</c>.</summary>
[Collection(Name)]
public sealed class OverHttpsTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;
    private readonly int _https = FreePort.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Uri Address => new($"https://{Nginx.Name}:{_https}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Signing_in_and_the_circuit_work_over_HTTP_2()
    {
        await using var app = await StartAsync();
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync();

        await page.Page.GotoAsync(Address.ToString()).InTime();
        await page.Page.GetByLabel("User name").FillAsync(AmiBlazorApp.Administrator);
        await page.Page.GetByLabel("Password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Refresh).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        await app.FillAsync(TestData.Row("1001", 8));
        await page.Row("1001").SayAsync("Ringing");

        Assert.Equal("h2", await page.Page.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].nextHopProtocol").InTime());
        Assert.All(
            (await page.Page.Context.CookiesAsync().InTime()).Where(cookie => cookie.Name.Contains("AmiBlazor", StringComparison.Ordinal)),
            cookie => Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal));
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData(Nginx.Name, "/runs?page=2", true)]
    [InlineData(Nginx.Name, "/api/extensions", true)]
    [InlineData(Nginx.Name, "/health/live", false)]
    [InlineData("localhost", "/sign-in", false)]
    [InlineData("127.0.0.1", "/sign-in", false)]
    [InlineData("[::1]", "/sign-in", false)]
    public async Task Who_comes_over_plain_http_from_another_machine_is_sent_on(string host, string path, bool expected)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };

        using var answer = await app.Client().SendAsync(request, Token);

        if (expected)
        {
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
            Assert.Equal(new Uri(Address, path), answer.Headers.Location);
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_reverse_proxy_is_sent_nowhere()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = Nginx.Name } };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        using var answer = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Where_there_is_no_https_nobody_is_sent_on()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", Nginx.Name));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = Nginx.Name } };

        using var answer = await app.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_server_speaks_TLS_1_2_at_least()
    {
        await using var app = await StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _https, Token);
        await using var tls = new SslStream(client.GetStream());

        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Nginx.Name, RemoteCertificateValidationCallback = (_, _, _, _) => true }, Token);

        Assert.True(tls.SslProtocol >= System.Security.Authentication.SslProtocols.Tls12);
    }

    private Task<AmiBlazorApp> StartAsync()
    {
        var certificate = new SelfMadeCertificate(_folder);
        return AmiBlazorApp.StartAsync(
        [
            .. Servers(Nowhere),
            ("Kestrel:Endpoints:Https:Url", $"https://127.0.0.1:{_https}"),
            ("Kestrel:Endpoints:Https:Certificate:Path", certificate.Path), ("Kestrel:Endpoints:Https:Certificate:KeyPath", certificate.KeyPath),
            ("AllowedHosts", $"{Nginx.Name};localhost;127.0.0.1;[::1]"), ("ReverseProxy:Networks:0", "127.0.0.1"),
        ]);
    }
}
