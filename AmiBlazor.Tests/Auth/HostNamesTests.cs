using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth;

public sealed class HostNamesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5000", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    public async Task Only_the_names_of_this_machine_are_answered_where_nothing_is_configured(string host, HttpStatusCode expected)
    {
        Assert.Equal(expected, await StatusAsync(shared.App, host));
    }

    [Fact]
    public async Task Configured_names_take_their_place()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", "pbx.example"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "pbx.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(app, "localhost"));
    }

    private static async Task<HttpStatusCode> StatusAsync(AmiBlazorApp app, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        using var response = await app.Client().SendAsync(request, Token);
        return response.StatusCode;
    }
}
