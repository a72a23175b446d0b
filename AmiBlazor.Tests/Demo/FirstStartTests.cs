using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Demo;

/// <summary>The application with nothing configured but its demo PBX.</summary>
public sealed class FirstStartTests(ITestOutputHelper output)
{
    [Theory, InlineData("120"), InlineData("20000")]
    public async Task A_refresh_of_the_demo_pbx_brings_all_of_its_extensions(string extensions)
    {
        await using var app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"), ("Demo:Extensions", extensions));
        var script = app.Client(AmiBlazorApp.SupervisorKey);

        using var response = await script.PostAsync(
            new Uri("/api/extensions/hybrid-refresh?server=demo&results=changed", UriKind.Relative), content: null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var data = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("data");
        output.WriteLine($"A first refresh of {extensions} extensions took {data.GetProperty("durationMs")} ms.");
        Assert.Equal("completed", data.GetProperty("outcome").GetString());
        Assert.Equal(extensions, data.GetProperty("extensionsChecked").GetRawText());
        var secret = Assert.Single(app.Services.GetRequiredService<IOptions<AmiOptions>>().Value.Servers).Secret!;
        Assert.DoesNotContain(app.Logs, line => line.Message.Contains(secret, StringComparison.Ordinal));
    }
}
