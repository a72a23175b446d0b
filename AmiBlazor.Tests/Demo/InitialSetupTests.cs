using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Auth.Setup;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Demo;

/// <summary>The application with nothing configured but its demo PBX.</summary>
public sealed class InitialSetupTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_board_fills_without_a_click_and_lives()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"));
        var board = app.Services.GetRequiredService<LiveBoard>();

        var following = await app.Services.GetRequiredService<MainConnections>().FollowsAsync("demo");
        var changed = await board.ShowsAsync(row => row is { SeenBy: ChangeSource.Live, LastStatusChange: not null });
        var rows = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions", TestContext.Current.CancellationToken).JsonAsync();
        var history = await app.Client(AmiBlazorApp.ViewerKey)
            .GetAsync($"/api/extensions/demo/{changed.Key.Context}/{changed.Key.Exten}/history", TestContext.Current.CancellationToken).JsonAsync();

        Assert.Null(following.GapSince);
        Assert.Equal(120, rows.GetArrayLength());
        Assert.Contains(history.EnumerateArray(), change => change.Text("source") == "live");
        Assert.DoesNotContain(app.Logs, line => line.Level >= LogLevel.Warning);
    }

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
