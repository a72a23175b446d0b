using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

/// <summary>
/// No request can make the program connect to where its configuration does not send it: a PBX is asked for by name, and its host is looked up.
/// </summary>
public sealed class ServerByNameTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_no_configured_name_is_not_found_however_it_names_a_host()
    {
        await using var target = FakeAmiServer.Start();
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Limits:RefreshesPerMinute", "1000")]);
        var client = app.Client(AmiBlazorApp.AdministratorKey);
        var port = target.Port.ToString(CultureInfo.InvariantCulture);
        string[] names =
        [
            "127.0.0.1", "127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port, "http://127.0.0.1:" + port + "/", "//127.0.0.1:" + port, "main@127.0.0.1:" + port,
            "main:" + port, "main;Host=127.0.0.1;Port=" + port, "main&host=127.0.0.1", "main\r\nHost: 127.0.0.1", " main", "../main", "*", "169.254.169.254",
            "Ami:Servers:0:Host", "0", "{\"host\":\"127.0.0.1\"}",
        ];

        foreach (var name in names)
        {
            var escaped = Uri.EscapeDataString(name);
            await client.PostAsync($"{Refresh}?server={escaped}", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);
            await client.PostAsync($"/api/extensions/refresh?server={escaped}", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);
            await client.GetAsync($"/api/extensions?server={escaped}", Token).ProblemAsync(HttpStatusCode.NotFound);
        }

        Assert.Empty(target.Sessions);
        Assert.Empty(pbx.Sessions);
    }

    [Fact]
    public async Task A_host_beside_the_name_changes_nothing_wherever_it_stands()
    {
        await using var target = FakeAmiServer.Start();
        target.AnswerByItself();
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Limits:RefreshesPerMinute", "1000")]);
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var port = target.Port.ToString(CultureInfo.InvariantCulture);
        string[] hostile = ["host=127.0.0.1", "Host=127.0.0.1", "port=" + port, "Ami:Servers:0:Port=" + port, "username=x", "secret=x"];
        foreach (var parameter in hostile)
            await client.PostAsync($"{Refresh}?server=main&{parameter}", content: null, Token).ProblemAsync(HttpStatusCode.BadRequest);
        await client.PostAsync($"{Refresh}?server=main&server=127.0.0.1", content: null, Token).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty(pbx.Sessions);

        using var request = new HttpRequestMessage(HttpMethod.Post, Refresh + "?server=main")
        {
            Content = JsonContent.Create(new { server = "main", host = "127.0.0.1", port = target.Port, Ami = new { Servers = new[] { new { Host = "127.0.0.1", target.Port } } } }),
        };
        request.Headers.Add("X-Forwarded-Host", "127.0.0.1:" + port);

        var body = await client.SendAsync(request, Token).JsonAsync();

        Assert.Equal("main", body.GetProperty("data").Text("server"));
        Assert.Single(pbx.Sessions);
        Assert.Empty(target.Sessions);
    }
}
