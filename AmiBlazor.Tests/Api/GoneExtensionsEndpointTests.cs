using System.Net;
using System.Text.Json;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

/// <summary>Extensions that their PBX no longer lists, in REST.</summary>
public sealed class GoneExtensionsEndpointTests(GoneExtensionsEndpointTests.Gone gone) : IClassFixture<GoneExtensionsEndpointTests.Gone>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "1002 1003 1004")]
    [InlineData("?gone=true", "1002")]
    [InlineData("?gone=false", "1003 1004")]
    [InlineData("?gone=&archived=", "1002 1003 1004")]
    [InlineData("?archived=true", "1001 1002 1003 1004")]
    [InlineData("?archived=false", "1002 1003 1004")]
    [InlineData("?archived=true&gone=true", "1001 1002")]
    [InlineData("?status=offline", "1002 1004")]
    [InlineData("?status=offline&gone=false", "1004")]
    public async Task Archived_ones_are_left_out_unless_they_are_asked_for(string query, string expected)
    {
        var rows = await gone.Client.GetAsync("/api/extensions" + query, Token).JsonAsync();

        Assert.Equal(expected, string.Join(' ', rows.EnumerateArray().Select(row => row.Text("extension"))));
    }

    [Fact]
    public async Task A_gone_row_says_since_when_and_keeps_the_promised_fields()
    {
        var rows = (await gone.Client.GetAsync("/api/extensions?archived=true", Token).JsonAsync()).EnumerateArray().ToList();

        Assert.Equal(
            [
                "offline 4 UNAVAILABLE False 2026-01-31T13:00:00.000Z", "offline 4 UNAVAILABLE False 2026-01-31T13:00:00.000Z", "online 0 NOT_INUSE True ",
                "offline 4 UNAVAILABLE True ",
            ],
            rows.Select(row => $"{row.Text("status")} {row.GetProperty("statusCode")} {row.Text("deviceState")} {row.GetProperty("present")} {row.GetProperty("gone")}"));
        Assert.Equal([true, false, false, false], rows.Select(row => row.GetProperty("archived").ValueKind == JsonValueKind.String));
    }

    [Theory]
    [InlineData("gone=maybe", "gone", "gone is “maybe”; allowed are true and false.")]
    [InlineData("archived=1", "archived", "archived is “1”; allowed are true and false.")]
    [InlineData("status=gone", "status", null)]
    [InlineData("status=archived", "status", null)]
    public async Task What_is_no_filter_is_refused_by_name(string query, string parameter, string? sentence)
    {
        var problem = await gone.Client.GetAsync("/api/extensions?" + query, Token).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.Text("parameter"));
        if (sentence is not null) Assert.Equal(sentence, problem.Text("title"));
    }

    [Fact]
    public async Task The_history_of_an_archived_extension_can_be_read()
    {
        var changes = await gone.Client.GetAsync("/api/extensions/main/from-internal/1001/history", Token).JsonAsync();

        Assert.Equal(["offline", "online"], changes.EnumerateArray().Select(change => change.Text("to")));
    }

    [Fact]
    public async Task The_file_of_the_page_says_it_as_well()
    {
        var lines = (await gone.Client.GetStringAsync("/export/extensions.csv", Token)).Split("\r\n");
        var archived = (await gone.Client.GetStringAsync("/export/extensions.csv?status=archived", Token)).Split("\r\n");

        Assert.Equal(["1002", "1003", "1004"], lines[1..4].Select(line => line.Split(',')[2]));
        Assert.EndsWith(",2026-01-31T13:00:00.000Z,,,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,,,", lines[2], StringComparison.Ordinal);
        Assert.Equal(["1001", ""], archived[1..].Select(line => line.Length == 0 ? "" : line.Split(',')[2]));
    }

    public sealed class Gone : IAsyncLifetime
    {
        private AmiBlazorApp _app = null!;

        internal HttpClient Client => _app.Client(AmiBlazorApp.SupervisorKey);

        /// <summary>1001 and 1002 are gone, and 1001 is archived; 1004 is merely offline.</summary>
        public async ValueTask InitializeAsync()
        {
            _app = await AmiBlazorApp.StartAsync();
            await _app.FillAsync(TestData.Row("1001"), TestData.Row("1002"), TestData.Row("1003"), TestData.Row("1004", 4));
            var store = _app.Services.GetRequiredService<ExtensionStore>();
            await store.ApplySnapshotAsync(TestData.Snapshot(TestData.Noon.AddHours(1), TestData.Row("1003"), TestData.Row("1004", 4)), TestData.Run(), Token);
            await store.ArchiveAsync([new("main", TestData.Context, "1001")], isArchived: true, _ => true, Token);
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
