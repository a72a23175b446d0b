using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Hosting;

/// <summary>What happens where there is HTTPS is in the browser's tests.</summary>
public sealed class HttpsRedirectTests
{
    [Fact]
    public async Task Where_the_program_speaks_no_https_nobody_is_sent_on()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", "pbx.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "pbx.example" } };

        using var answer = await app.Client().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
