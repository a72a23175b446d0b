using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

/// <summary>What scripts are told of main connections, and of what came over them.</summary>
public sealed class LiveEndpointsTests
{
    private const string Status = "/api/extensions/hybrid-refresh/status";
    private const string Gaps = "/api/extensions/main/gaps";

    private static readonly ExtensionState Anna = new("lab", "1001", "SIP/1001", 0);
    private static readonly ExtensionState Bert = new("lab", "1002", "SIP/1002", 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_main_connection_tells_how_it_is_in_the_order_of_the_configuration()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna, Bert);
        await using var gone = FakeAmiServer.Start();
        gone.Stop();
        await using var app = await AmiBlazorApp.StartAsync(
            [.. AmiBlazorApp.Server(pbx, live: true), .. AmiBlazorApp.Server(gone, "gone", 1, live: true), .. AmiBlazorApp.Server(pbx, "quiet", 2)]);
        await Connections(app).FollowsAsync();
        await Connections(app).IsAsync(health => health.State == MainConnectionState.Down, "gone");

        var status = await app.Client(AmiBlazorApp.ViewerKey).GetAsync(Status, Token).JsonAsync();

        var connections = status.GetProperty("mainConnections").EnumerateArray().ToList();
        Assert.Equal(["main following", "gone down", "quiet off"], connections.Select(one => $"{one.Text("server")} {one.Text("state")}"));
        var following = connections[0];
        Assert.Equal("11.0.0", following.Text("amiVersion"));
        Assert.EndsWith("Z", following.Text("since"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, following.GetProperty("error").ValueKind);
        Assert.Equal("connected", following.GetProperty("lastResync").Text("reason"));
        Assert.Equal(2, following.GetProperty("lastResync").GetProperty("added").GetInt32());
        Assert.Equal(JsonValueKind.Null, following.GetProperty("gapSince").ValueKind);
        var down = connections[1];
        Assert.Contains("refused the connection", down.Text("error"), StringComparison.Ordinal);
        Assert.EndsWith("Z", down.Text("nextTryAt"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, down.GetProperty("amiVersion").ValueKind);
    }

    [Fact]
    public async Task A_row_tells_by_what_it_was_last_proven_and_a_refresh_that_the_board_was_right()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Bert);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx, live: true));
        await Connections(app).FollowsAsync();
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var board = app.Services.GetRequiredService<LiveBoard>();

        answers.Set(Anna with { Status = 8 });
        var session = Assert.Single(pbx.Sessions);
        await session.SendAsync("Event: PresenceStatus", "Privilege: call,all", "Exten: 1001", "Context: lab", "Hint: SIP/1001", "Status: away", "Subtype: ", "Message: At lunch");
        await session.SendAsync("Event: ExtensionStatus", "Privilege: call,all", "Exten: 1001", "Context: lab", "Hint: SIP/1001", "Status: 8", "StatusText: Ringing");
        await board.ShowsAsync(row => row.Key.Exten == "1001" && row.StatusCode == 8);
        var heard = (await client.GetAsync("/api/extensions", Token).JsonAsync()).EnumerateArray().ToList();
        var refresh = (await client.PostAsync("/api/extensions/refresh?server=main", content: null, Token).JsonAsync()).GetProperty("data");
        var all = (await client.PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync()).GetProperty("data");
        var listed = (await client.GetAsync("/api/extensions", Token).JsonAsync()).EnumerateArray().ToList();

        // What a refresh found reaches the main connection with its next write.
        await Connections(app).IsAsync(health => health is { LastCheck.Source: ChangeSource.Refresh });
        var status = await client.GetAsync(Status, Token).JsonAsync();

        Assert.Equal(["1001 live", "1002 resync"], heard.Select(row => $"{row.Text("extension")} {row.Text("provenBy")}"));
        Assert.Equal(("away", "At lunch"), (heard[0].Text("presence"), heard[0].Text("presenceMessage")));
        Assert.Equal((0, 0), (refresh.GetProperty("changed").GetInt32(), refresh.GetProperty("differing").GetInt32()));
        Assert.Equal(0, all.GetProperty("differing").GetInt32());
        Assert.All(listed, row => Assert.Equal("refresh", row.Text("provenBy")));
        Assert.All(status.GetProperty("recent").EnumerateArray(), run => Assert.Equal(0, run.GetProperty("differing").GetInt32()));
        var connection = Assert.Single(status.GetProperty("mainConnections").EnumerateArray());
        Assert.Equal(1, connection.GetProperty("events").GetInt64());
        Assert.EndsWith("Z", connection.Text("lastEventAt"), StringComparison.Ordinal);
        Assert.Equal(("refresh", 0), (connection.GetProperty("lastCheck").Text("source"), connection.GetProperty("lastCheck").GetProperty("differing").GetInt32()));
    }

    [Fact]
    public async Task Where_nothing_follows_the_PBX_nothing_was_measured()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        var one = (await client.PostAsync("/api/extensions/refresh?server=main", content: null, Token).JsonAsync()).GetProperty("data");
        var all = (await client.PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync()).GetProperty("data");
        var status = await client.GetAsync(Status, Token).JsonAsync();
        var file = await client.GetAsync("/api/snapshots/" + one.GetProperty("jsonFile").Text("filename"), Token).JsonAsync();

        Assert.All(
            [one, all, file, .. status.GetProperty("recent").EnumerateArray()],
            answer => Assert.Equal(JsonValueKind.Null, answer.GetProperty("differing").ValueKind));
    }

    [Fact]
    public async Task A_gap_is_told_with_its_times_its_reason_and_what_was_found_at_its_end()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Bert);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx, live: true));
        await Connections(app).FollowsAsync();
        var client = app.Client(AmiBlazorApp.ViewerKey);
        var before = await client.GetAsync(Gaps, Token).JsonAsync();

        answers.Set(Bert with { Status = 1 });
        Assert.Single(pbx.Sessions).Cut();
        await Connections(app).IsAsync(health => health is { State: MainConnectionState.Following, Reconnects: 1 });

        Assert.Equal(0, before.GetArrayLength());
        var gap = Assert.Single((await client.GetAsync(Gaps, Token).JsonAsync()).EnumerateArray());
        Assert.Equal(["beganAt", "endedAt", "reason", "pbxWords", "changed"], gap.EnumerateObject().Select(field => field.Name));
        Assert.True(gap.GetProperty("beganAt").GetDateTimeOffset() <= gap.GetProperty("endedAt").GetDateTimeOffset());
        Assert.NotEmpty(gap.Text("reason"));
        Assert.Equal(1, gap.GetProperty("changed").GetInt32());
        Assert.Equal(1, (await client.GetAsync(Gaps + "?from=2001-01-01&to=2999-01-01", Token).JsonAsync()).GetArrayLength());
        Assert.Equal(0, (await client.GetAsync(Gaps + "?to=2001-01-01", Token).JsonAsync()).GetArrayLength());
        Assert.Equal(0, (await client.GetAsync(Gaps + "?from=2999-01-01", Token).JsonAsync()).GetArrayLength());
        var newest = (await client.GetAsync("/api/extensions/main/lab/1002/history", Token).JsonAsync())[0];
        Assert.Equal(("in-use", "resync", gap.Text("endedAt")), (newest.Text("to"), newest.Text("source"), newest.Text("at")));
    }

    private static MainConnections Connections(AmiBlazorApp app) => app.Services.GetRequiredService<MainConnections>();
}
