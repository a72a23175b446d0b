using System.Net;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

/// <summary>
/// Every address there is, asked by accounts that do not see all, with the names in it of what they do not see: no answer tells of that. Every text
/// of another PBX holds one marker, every text of another department another one.
/// </summary>
[Needs(Need.Time)]
public sealed class HiddenDataTests : IAsyncLifetime
{
    private const string Pbx = "pbx-offstage";
    private const string OfPbx = "backstage";
    private const string OfDepartment = "understage";
    private const string Exten = "exten-offstage";
    private const string DialplanContext = "context-offstage";
    private const string Seen = "Anna Onstage";

    // What is not asked, and why.
    private static readonly string[] NotAsked =
    [
        "/sign-out", // would end the session of those that come after it
        "/_blazor", "/_framework", // what a circuit tells is what the page draws: the tests of the page look at that
    ];

    private readonly FakeAmiServer _a = FakeAmiServer.Start();
    private readonly FakeAmiServer _b = FakeAmiServer.Start();
    private readonly List<string> _runs = [];
    private AmiBlazorApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(_a, "a"), .. AmiBlazorApp.Server(_b, Pbx, 1)]);
        _a.AnswerByItself(new ExtensionState(Context, "1001", "PJSIP/1001", 1), new ExtensionState(Context, Exten, "PJSIP/understage", 2));
        _b.AnswerByItself(new ExtensionState(Context, "2001", "PJSIP/backstage", 1));

        var store = _app.Services.GetRequiredService<ExtensionStore>();
        await ApplyAsync("a", 0, Row("1001"), Row(Exten, 8, hint: "PJSIP/understage"), Row("1", 8, DialplanContext, "PJSIP/understage"));
        await ApplyAsync("a", 1, Row("1001", 1), Row(Exten, 4, hint: "PJSIP/understage"), Row("1", 8, DialplanContext, "PJSIP/understage"));
        await ApplyAsync(Pbx, 0, Row("2001", 8, hint: "PJSIP/backstage"));
        await ApplyAsync(Pbx, 1, Row("2001", 1, hint: "PJSIP/backstage"));
        await RecordAsync(Run(RefreshOutcome.Failed, Pbx, error: "Failed backstage.") with { AskedBy = "backstage" });
        await RecordAsync(Run(RefreshOutcome.Failed, "a", error: "Failed.") with { PbxWords = "Exten: understage" });
        await store.RenameAsync(new ExtensionKey("a", Context, "1001"), Seen, "Sales", _ => true, Token);
        await store.RenameAsync(new ExtensionKey("a", Context, Exten), "Bernd understage", "Department understage", _ => true, Token);
        await store.RenameAsync(new ExtensionKey(Pbx, Context, "2001"), "Carla backstage", "Sales", _ => true, Token);

        var gaps = _app.Services.GetRequiredService<MonitoringGapStore>();
        await gaps.BeginAsync(Pbx, Noon, $"Gap {OfPbx}.", "Words backstage", Token);
        await gaps.BeginAsync("a", Noon, $"Gap.", "Words understage", Token);
        var connections = _app.Services.GetRequiredService<MainConnections>();
        connections.Update("a", health => Down(health) with { PbxWords = "Words understage" });
        connections.Update(Pbx, health => Down(health) with { PbxWords = "Words backstage", Trouble = $"Trouble {OfPbx}." });

        async Task ApplyAsync(string server, int minute, params SnapshotRow[] rows)
        {
            var run = Run(server: server, endedAt: Noon.AddMinutes(minute)) with { AskedBy = server == Pbx ? OfPbx : "anna" };
            _runs.Add(run.ConnectionId);
            await store.ApplySnapshotAsync(new ExtensionSnapshot(server, Noon.AddMinutes(minute), [], rows), run, Token);
        }

        async Task RecordAsync(RunRecord run)
        {
            _runs.Add(run.ConnectionId);
            await store.RecordRunAsync(run, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Theory]
    [InlineData(Roles.Viewer, "a", "Sales")]
    [InlineData(Roles.Supervisor, "a", "Sales")]
    [InlineData(Roles.Supervisor, "a", null)]
    [InlineData(Roles.Supervisor, null, "Sales")]
    public async Task No_answer_tells_of_what_is_not_seen(string role, string? server, string? department)
    {
        var account = await _app.AccountAsync("vera", role, server is null ? null : [server], department is null ? null : [department]);
        var browser = await _app.BrowserAsync(account);
        var (asked, told) = (0, 0);

        foreach (var (method, address) in Calls())
        {
            var text = await AskAsync(browser, method, address);
            asked++;
            if (text.Contains(Seen, StringComparison.Ordinal)) told++;
            AssertNot(OfPbx, server);
            AssertNot(OfDepartment, department);

            // What somebody asks for by its name may be named in the answer, as what does not exist is.
            if (!address.Contains("offstage", StringComparison.Ordinal))
            {
                AssertNot(Pbx, server);
                AssertNot(Exten, department);
                AssertNot(DialplanContext, department);
            }

            void AssertNot(string marker, string? limit)
            {
                if (limit is not null)
                    Assert.False(text.Contains(marker, StringComparison.OrdinalIgnoreCase), $"{method} {address} tells of {marker}: {text}");
            }
        }

        Assert.True(asked > 60 && told > 10, $"{asked} calls, {told} of them told of what is seen.");
    }

    [Fact]
    public async Task The_markers_are_told_to_who_sees_all()
    {
        var browser = await _app.BrowserAsync();
        var told = new StringBuilder();

        foreach (var (method, address) in Calls()) told.Append(await AskAsync(browser, method, address));

        var all = told.ToString();
        Assert.All([OfPbx, OfDepartment, Pbx, Exten, DialplanContext, Seen, "Words backstage", "Exten: understage", "Gap backstage"], marker => Assert.Contains(marker, all, StringComparison.Ordinal));
    }

    private static MainConnectionHealth Down(MainConnectionHealth health) =>
        health with { State = MainConnectionState.Down, Since = Noon, GapSince = Noon, Trouble = $"Away." };

    private async Task<string> AskAsync(HttpClient browser, string method, string address)
    {
        using var request = address.StartsWith("/api", StringComparison.Ordinal)
            ? new HttpRequestMessage { RequestUri = new Uri(_app.Address, address) } : _app.Navigation(address);
        request.Method = new HttpMethod(method);
        using var response = await browser.SendAsync(request, Token).InTime();
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.BadGateway, $"{address}: {(int)response.StatusCode}");
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Every route with everything that can stand in it, and the queries of those that have any; what only looks comes first.</summary>
    private List<(string Method, string Address)> Calls()
    {
        var calls = new List<(string Method, string Address)>();
        foreach (var endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue; // a file of the build, the same for everybody
            if (NotAsked.Any(start => route.StartsWith(start, StringComparison.OrdinalIgnoreCase)) || route.Contains('*', StringComparison.Ordinal))
                continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                if (method == "GET" || (method == "POST" && route.StartsWith("/api", StringComparison.Ordinal)))
                    calls.AddRange(Filled(route).SelectMany(address => Asked(address).Select(query => (method, address + query))));
            }
        }

        return [.. calls.Distinct().OrderBy(call => call.Method, StringComparer.Ordinal)];
    }

    private IEnumerable<string> Filled(string route)
    {
        var start = route.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return [route];
        var end = route.IndexOf('}', start);
        return Values(route[(start + 1)..end]).SelectMany(value => Filled(route[..start] + Uri.EscapeDataString(value) + route[(end + 1)..]));
    }

    private IEnumerable<string> Values(string parameter) => parameter.Split(':')[0] switch
    {
        "server" => ["a", Pbx],
        "context" => [Context, DialplanContext],
        "extension" => ["1001", "1", "2001", Exten],
        "connectionId" => _runs,
        "filename" => _runs.Select(AmiBlazor.Refresh.SnapshotFiles.NameFor),
        "documentName" => ["v1"],
        _ => ["a", Pbx, Exten, "1", "2"],
    };

    private IEnumerable<string> Asked(string address) => address switch
    {
        "/" =>
        [
            "", "?q=stage", $"?pbx={Pbx}", $"?context={DialplanContext}", "?status=ringing", $"?pbx-panel={Pbx}", "?pbx-panel=a", "?open=a%2Ffrom-internal%2F1001",
            $"?open={Pbx}%2Ffrom-internal%2F2001", $"?open=a%2Ffrom-internal%2F{Exten}", .. _runs.Select(run => "?run=" + run),
        ],
        "/print" => ["", "?q=stage", $"?pbx={Pbx}", $"?context={DialplanContext}", "?sort=-pbx"],
        "/runs" => ["", $"?pbx={Pbx}", "?sort=-changed", $"?pick={_runs[2]}", .. _runs.Select(run => "?run=" + run), .. Pairs.Select(pair => "?compare=" + pair)],
        "/api/extensions" => ["", "?q=stage", "?server=a", $"?server={Pbx}", $"?context={DialplanContext}", "?status=ringing"],
        "/api/extensions/refresh" or "/api/extensions/hybrid-refresh" => ["?server=a", $"?server={Pbx}", "?results=changed", ""],
        _ => [""],
    };

    private IEnumerable<string> Pairs => [$"{_runs[0]},{_runs[1]}", $"{_runs[2]},{_runs[3]}", $"{_runs[1]},{_runs[2]}"];
}
