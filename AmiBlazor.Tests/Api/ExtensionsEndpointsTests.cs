using System.Net;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

public sealed class ExtensionsEndpointsTests(ExtensionsEndpointsTests.Refreshed refreshed) : IClassFixture<ExtensionsEndpointsTests.Refreshed>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpClient Client => refreshed.Client;

    [Fact]
    public async Task A_row_has_every_promised_field()
    {
        var rows = await Client.GetAsync("/api/extensions?context=from-internal&q=1001", Token).JsonAsync();

        var row = Assert.Single(rows.EnumerateArray());
        Assert.Equal(
            [
                "server", "context", "extension", "hint", "name", "department", "status", "statusCode", "deviceState", "present", "lastSeen",
                "lastStatusChange", "updatedAt", "provenAt", "provenBy", "presence", "presenceMessage", "devices", "gone", "archived", "pbxName", "note", "email", "voicemail",
            ],
            row.EnumerateObject().Select(field => field.Name));
        Assert.Equal("main", row.Text("server"));
        Assert.Equal("from-internal", row.Text("context"));
        Assert.Equal("1001", row.Text("extension"));
        Assert.Equal("PJSIP/1001", row.Text("hint"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("name").ValueKind);
        Assert.Equal("busy", row.Text("status"));
        Assert.Equal(2, row.GetProperty("statusCode").GetInt32());
        Assert.Equal("BUSY", row.Text("deviceState"));
        Assert.True(row.GetProperty("present").GetBoolean());
        Assert.EndsWith("Z", row.Text("lastSeen"), StringComparison.Ordinal);
        Assert.EndsWith("Z", row.Text("lastStatusChange"), StringComparison.Ordinal);
        Assert.Equal(row.Text("lastSeen"), row.Text("provenAt"));
        Assert.Equal("refresh", row.Text("provenBy"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("presence").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("presenceMessage").ValueKind);
    }

    [Theory]
    [InlineData("", "from-internal/1001 from-internal/1002 lab/1001")]
    [InlineData("?server=main", "from-internal/1001 from-internal/1002 lab/1001")]
    [InlineData("?server=&status=&context=&q=", "from-internal/1001 from-internal/1002 lab/1001")]
    [InlineData("?status=ringing", "from-internal/1002")]
    [InlineData("?STATUS=In-Use", "lab/1001")]
    [InlineData("?status=offline", "")]
    [InlineData("?context=lab", "lab/1001")]
    [InlineData("?q=pjsip", "from-internal/1001 from-internal/1002")]
    [InlineData("?q=50%25", "lab/1001")]
    [InlineData("?server=main&context=from-internal&status=busy&q=100", "from-internal/1001")]
    public async Task Filters_narrow_and_the_order_is_by_context_and_extension(string query, string expected)
    {
        var rows = await Client.GetAsync("/api/extensions" + query, Token).JsonAsync();

        Assert.Equal(expected, string.Join(' ', rows.EnumerateArray().Select(row => $"{row.Text("context")}/{row.Text("extension")}")));
    }

    [Fact]
    public async Task The_history_is_told_newest_first()
    {
        var changes = (await Client.GetAsync("/api/extensions/main/from-internal/1001/history", Token).JsonAsync()).EnumerateArray().ToList();

        Assert.Equal(
            ["at", "from", "fromCode", "to", "toCode", "source", "connectionId"], changes[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(["online 0 busy 2 refresh", "  online 0 refresh"], changes.Select(change =>
            $"{change.Text("from")} {change.GetProperty("fromCode")} {change.Text("to")} {change.GetProperty("toCode")} {change.Text("source")}"));
        Assert.All(changes, change => Assert.StartsWith("separate-", change.Text("connectionId"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_history_is_bounded_by_times()
    {
        const string History = "/api/extensions/main/from-internal/1001/history";

        var future = await Client.GetAsync(History + "?from=2999-01-01", Token).JsonAsync();
        var past = await Client.GetAsync(History + "?to=2001-01-01T00:00:00%2B01:00", Token).JsonAsync();
        var all = await Client.GetAsync(History + "?from=2001-01-01&to=2999-01-01", Token).JsonAsync();

        Assert.Equal(0, future.GetArrayLength());
        Assert.Equal(0, past.GetArrayLength());
        Assert.Equal(2, all.GetArrayLength());
    }

    [Fact]
    public async Task An_extension_without_changes_is_known_all_the_same_and_a_stranger_is_not()
    {
        var known = await Client.GetAsync("/api/extensions/main/lab/1001/history", Token).JsonAsync();
        await Client.GetAsync("/api/extensions/main/lab/1002/history", Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(1, known.GetArrayLength());
    }

    /// <summary>An application that has refreshed three extensions, and then again, after one had changed.</summary>
    public sealed class Refreshed : IAsyncLifetime
    {
        private readonly FakeAmiServer _pbx = FakeAmiServer.Start();
        private AmiBlazorApp? _app;

        internal HttpClient Client => _app!.Client(AmiBlazorApp.SupervisorKey);

        public async ValueTask InitializeAsync()
        {
            var answers = _pbx.AnswerByItself(
                new ExtensionState("from-internal", "1001", "PJSIP/1001", 0),
                new("from-internal", "1002", "PJSIP/1002", 8),
                new("lab", "1001", "SIP/50%", 1));
            _app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(_pbx));
            await Client.PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync();
            answers.Set(new ExtensionState("from-internal", "1001", "PJSIP/1001", 2));
            await Client.PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null) await _app.DisposeAsync();
            await _pbx.DisposeAsync();
        }
    }
}
