using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Hosting;

public sealed class HostNamesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5000", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    public async Task By_default_only_loopback_host_names_are_answered(string host, HttpStatusCode expected)
    {
        Assert.Equal(expected, await StatusAsync(shared.App, host));
    }

    [Fact]
    public async Task Configured_host_names_replace_the_default()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", "pbx.example"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "pbx.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(app, "localhost"));
    }

    [Fact]
    public async Task A_browser_with_another_host_name_is_told_which_setting_allows_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "pbx-view:5000" } };

        using var response = await shared.App.Client().SendAsync(request, Token);

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "AmiBlazor does not accept the host name “pbx-view”. "
            + "Add it to the setting AllowedHosts, for example AllowedHosts=localhost;pbx-view\n",
            await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_script_with_another_host_name_gets_problem_details()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/extensions") { Headers = { Host = "pbx-view" } };

        using var response = await shared.App.Client(AmiBlazorApp.ViewerKey).SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<HttpStatusCode> StatusAsync(AmiBlazorApp app, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        using var response = await app.Client().SendAsync(request, Token);
        return response.StatusCode;
    }
}
