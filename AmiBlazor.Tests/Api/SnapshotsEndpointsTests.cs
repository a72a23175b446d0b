using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

public sealed class SnapshotsEndpointsTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh?server=main";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_of_a_refresh_is_downloaded_whole_or_in_part_and_holds_no_secret()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var file = (await client.PostAsync(Refresh, content: null, Token).JsonAsync()).GetProperty("data").GetProperty("jsonFile").Text("filename");

        using var whole = await client.GetAsync("/api/snapshots/" + file, Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/snapshots/" + file) { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var part = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("application/json", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(file, whole.Content.Headers.ContentDisposition?.FileName);
        var text = await whole.Content.ReadAsStringAsync(Token);
        using var json = JsonDocument.Parse(text);
        Assert.DoesNotContain(FakeAmiServer.Secret, text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(text[..10], await part.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_message_and_not_a_failed_refresh()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Refresh:SnapshotFolder", "/dev/null/snapshots")]);

        var body = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh, content: null, Token).JsonAsync();

        Assert.True(body.GetProperty("success").GetBoolean());
        var file = body.GetProperty("data").GetProperty("jsonFile");
        Assert.Equal(JsonValueKind.Null, file.GetProperty("filename").ValueKind);
        Assert.Equal(JsonValueKind.Null, file.GetProperty("fileSize").ValueKind);
        Assert.StartsWith("The JSON file of this refresh could not be written to /dev/null/snapshots", file.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_the_limit_the_oldest_is_gone()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Refresh:KeepSnapshots", "1")]);
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var old = (await client.PostAsync(Refresh, content: null, Token).JsonAsync()).GetProperty("data").GetProperty("jsonFile").Text("filename");

        await client.PostAsync(Refresh, content: null, Token).JsonAsync();

        var problem = await client.GetAsync("/api/snapshots/" + old, Token).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(
            $"There is no JSON file “{old}”. Only the newest files are kept; Refresh:KeepSnapshots sets how many.", problem.Text("title"));
    }
}
