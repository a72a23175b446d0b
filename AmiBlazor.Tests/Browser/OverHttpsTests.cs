using System.Net;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>HTTPS served by the program itself.</summary>
[Collection(Name)]
public sealed class OverHttpsTests(Chromium chromium, HttpsProcess process) : IClassFixture<HttpsProcess>
{
    // The demo PBX is live: some row soon changes its status.
    private const string Statuses = "() => [...document.querySelectorAll('[data-grid] .c-status')].map(cell => cell.innerText).join()";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_in_and_the_circuit_work_over_HTTP_2()
    {
        await using var page = await chromium.OpenAsync();

        var opened = await page.Page.GotoAsync(process.Https.ToString()).InTime();
        await page.Page.GetByLabel("User name").FillAsync(AmiBlazorApp.Administrator);
        await page.Page.GetByLabel("Password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Refresh).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        var before = await page.Page.EvaluateAsync<string>(Statuses).InTime();
        await page.BecomeTrueAsync($"before => ({Statuses})() !== before", before);

        Assert.Equal("h2", await page.Page.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].nextHopProtocol").InTime());
        Assert.Equal("max-age=31536000", await opened!.HeaderValueAsync("strict-transport-security"));
        Assert.Null(await opened.HeaderValueAsync("server"));
        Assert.All(
            (await page.Page.Context.CookiesAsync().InTime()).Where(cookie => cookie.Name.Contains("AmiBlazor", StringComparison.Ordinal)),
            cookie => Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal));
        Assert.Empty(page.Faults);
    }

    [Theory]
    [InlineData("/runs?page=2")]
    [InlineData("/api/extensions")]
    public async Task Who_comes_over_plain_http_from_another_machine_is_sent_on(string path)
    {
        using var answer = await SendAsync(Nginx.Name, path);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal(new Uri(process.Https, path), answer.Headers.Location);
    }

    [Theory]
    [InlineData("localhost", "/sign-in", null)]
    [InlineData("127.0.0.1", "/sign-in", null)]
    [InlineData("[::1]", "/sign-in", null)]
    [InlineData(Nginx.Name, "/health/live", null)]
    [InlineData(Nginx.Name, "/sign-in", "203.0.113.7")]
    public async Task Neither_a_browser_on_this_machine_nor_what_looks_after_its_health_nor_a_reverse_proxy_is_sent_on(string host,
        string path, string? forwardedFor)
    {
        using var answer = await SendAsync(host, path, forwardedFor);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string host, string path, string? forwardedFor = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = process.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        return await client.SendAsync(request, Token);
    }
}
