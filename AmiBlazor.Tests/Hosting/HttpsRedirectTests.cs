using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Hosting;

/// <summary>Redirects to HTTPS are tested in the browser tests.</summary>
public sealed class HttpsRedirectTests
{
    [Fact]
    public async Task Without_https_nobody_is_redirected()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", "pbx.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "pbx.example" } };

        using var answer = await app.Client().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
