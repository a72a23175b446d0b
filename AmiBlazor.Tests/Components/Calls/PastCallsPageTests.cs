using System.Net;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Calls;

/// <summary>Past calls as a browser gets them, and as a file.</summary>
public sealed class PastCallsPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_stand_newest_first_with_their_parties_their_outcome_and_how_long_they_were_talked_in()
    {
        await using var app = await FilledAsync();

        var page = await OpenAsync(app);

        Assert.Equal(
            [
                "2026-01-31 12:10:00 UTC|0301234567 Max|1001 Anna|Hung up in the queue|–|support",
                "2026-01-31 12:00:00 UTC|1001 Anna|1002 Ben|Answered|1:00 min|",
            ],
            Rows(page));
        Assert.Equal("./?open=main%2Ffrom-internal%2F1001", page.QuerySelector("td.from a")!.GetAttribute("href"));
        Assert.Equal("./export/calls.csv", page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("?q=max", 1)]
    [InlineData("?extension=1002", 1)]
    [InlineData("?outcome=answered", 1)]
    [InlineData("?queue=support&pbx=main", 1)]
    [InlineData("?from=2026-01-31&to=2026-01-31", 2)]
    [InlineData("?from=2026-02-01", 0)]
    [InlineData("?to=2026-01-30", 0)]
    [InlineData("?outcome=dancing", 2)]
    [InlineData("?from=yesterday", 2)]
    [InlineData("?before=nonsense", 2)]
    public async Task The_address_filters(string query, int found)
    {
        await using var app = await FilledAsync();

        var page = await OpenAsync(app, query);

        Assert.Equal(found, Rows(page).Length);
        Assert.Equal(query.Contains("dancing", StringComparison.Ordinal) || query.Contains("yesterday", StringComparison.Ordinal), page.QuerySelector(".hint") is not null);
        if (query == "?q=max") Assert.Equal("max", page.QuerySelector("form [name=q]")!.GetAttribute("value"));
        if (found == 0) Assert.Equal("No matches", page.QuerySelector(".empty h2")!.TextContent);
    }

    [Fact]
    public async Task More_than_a_page_is_led_to_by_a_link()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await SaveAsync(app, [.. Enumerable.Range(1, 130).Select(number => Call($"{number}", Noon.AddSeconds(number), Leg($"1{number:000}", "", null)))]);

        var first = await OpenAsync(app);
        var second = await OpenAsync(app, first.QuerySelector("nav.pager [rel=next]")!.GetAttribute("href")!["./calls/past".Length..]);

        Assert.Equal(130, Rows(first).Concat(Rows(second)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, Rows(first).Length);
        Assert.Null(second.QuerySelector("nav.pager [rel=next]"));
        Assert.Equal("./calls/past", second.QuerySelector("nav.pager a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Who_sees_a_department_sees_its_calls_without_the_others_on_the_page_and_in_the_file()
    {
        await using var app = await FilledAsync();
        var vera = await app.BrowserAsync(await app.AccountAsync("vera", Roles.Supervisor, null, ["Support"]));

        var page = new HtmlParser().ParseDocument(await vera.GetStringAsync("/calls/past", Token));
        var file = (await vera.GetStringAsync(ExportRoutes.Calls, Token)).TrimStart('\ufeff').Split("\r\n");

        Assert.Equal(["2026-01-31 12:00:00 UTC|another extension|1002 Ben|Answered|1:00 min|"], Rows(page));
        Assert.Equal("main,1.1,2026-01-31T12:00:00.000Z,true,2026-01-31T12:00:00.000Z,2026-01-31T12:01:00.000Z,true,answered,,60,exact,,,,,1002 Ben", file[1]);
        Assert.Equal("", file[2]);
        Assert.DoesNotContain("<td", await vera.GetStringAsync("/calls/past?q=1001", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_the_filter_of_the_page_and_no_formula_and_is_written_down()
    {
        await using var app = await FilledAsync();
        await SaveAsync(app, Call("3.1", Noon.AddHours(1), Leg("=1+1", "@SUM(A1)", null, dialled: "-7"), Leg("1001", "Anna Adler", "1001", connected: false)));
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        var lines = (await client.GetStringAsync(ExportRoutes.Calls + "?from=2026-01-31", Token)).TrimStart('\ufeff').Split("\r\n");
        var support = (await client.GetStringAsync(ExportRoutes.Calls + "?queue=support&separator=semicolon", Token)).Split("\r\n");
        using var wrong = await client.GetAsync(ExportRoutes.Calls + "?outcome=dancing", Token);

        Assert.Equal(
            "server,id,startedAt,startKnown,answeredAt,endedAt,endKnown,outcome,queue,talkSeconds,talkBound,callerExtension,callerNumber,callerName,dialled,parties", lines[0]);
        Assert.Equal("main,3.1,2026-01-31T13:00:00.000Z,true,,2026-01-31T13:01:00.000Z,true,failed,,,,,'=1+1,'@SUM(A1),'-7,1001 Anna (not connected)", lines[1]);
        Assert.Equal(5, lines.Length);
        Assert.Equal((3, ';'), (support.Length, support[0].TrimStart('\ufeff')["server".Length]));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(
            [$"script calls: done. 3 lines. {ExportRoutes.Calls}?from=2026-01-31", $"script calls: done. 1 lines. {ExportRoutes.Calls}?queue=support&separator=semicolon"],
            await app.AuditAsync(AuditAction.Export));
    }

    [Fact]
    public async Task What_nobody_saw_of_a_talk_is_marked_on_the_page_and_in_the_file()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await SaveAsync(
            app,
            Call("3.1", Noon, Leg("1001", "", null, isSeen: false), Leg("1002", "", null, isSeen: false)),
            Call("2.1", Noon.AddMinutes(-1), Leg("1001", "", null, cause: null), Leg("1002", "", null, cause: null)),
            Call("1.1", Noon.AddMinutes(-2), Leg("1001", "", null, isSeen: false, cause: null), Leg("1002", "", null, isSeen: false, cause: null)));

        var talked = Rows(await OpenAsync(app)).Select(row => row.Split('|')[4]);
        var file = await app.Client(AmiBlazorApp.SupervisorKey).GetStringAsync(ExportRoutes.Calls, Token);

        Assert.Equal(["≥ 1:00 min", "≤ 1:00 min", "?"], talked);
        Assert.Equal(["60,at-least", "60,at-most", ",unknown"], file.Split("\r\n")[1..4].Select(line => string.Join(',', line.Split(',')[9..11])));
    }

    [Theory]
    [InlineData(16, CallOutcome.Answered, true, "1001 (not connected)")]
    [InlineData(null, CallOutcome.Unknown, false, "1001 (connection unknown)")]
    public async Task A_phone_that_stopped_ringing_unseen_may_have_been_the_one_that_answered(int? cause, CallOutcome outcome, bool isElsewhere, string party)
    {
        var recorded = Call("1.1", Noon, Leg("030", "", null), Leg("1001", "", "1001", connected: false, cause: cause), Leg("1002", "", "1002"));
        var call = CallHistoryMapper.Past(CallHistoryMapper.Row(recorded));

        var line = PastCallLine.Of(call, new ExtensionKey(Server, Context, "1001"));
        await using var app = await AmiBlazorApp.StartAsync();
        await SaveAsync(app, recorded);
        var file = await app.Client(AmiBlazorApp.SupervisorKey).GetStringAsync(ExportRoutes.Calls, Token);

        Assert.Equal((outcome, isElsewhere), (line.Outcome, line.IsElsewhere));
        Assert.Contains(party, file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData(AmiBlazorApp.ViewerKey, 403)]
    [InlineData(AmiBlazorApp.SupervisorKey, 200)]
    public async Task A_file_is_for_supervisors(string? key, int status)
    {
        await using var app = await AmiBlazorApp.StartAsync();

        using var response = await app.Client(key).GetAsync(ExportRoutes.Calls, Token);

        Assert.Equal(status, (int)response.StatusCode);
        if (key == AmiBlazorApp.ViewerKey) Assert.Null((await OpenAsync(app, key: key)).QuerySelector("a[download]"));
    }

    private static async Task<AmiBlazorApp> FilledAsync()
    {
        var app = await AmiBlazorApp.StartAsync();
        var store = app.Services.GetRequiredService<ExtensionStore>();
        await store.ApplySnapshotAsync(Snapshot(Row("1001"), Row("1002")), Run(), Token);
        await store.RenameAsync(new ExtensionKey(Server, Context, "1001"), "Anna", "Sales", _ => true, Token);
        await store.RenameAsync(new ExtensionKey(Server, Context, "1002"), "Ben", "Support", _ => true, Token);
        await SaveAsync(
            app,
            Call("1.1", Noon, Leg("1001", "Anna Adler", "1001", dialled: "1002"), Leg("1002", "Ben Berg", "1002")),
            Call("2.1", Noon.AddMinutes(10), Leg("0301234567", "Max", null, connected: false, queue: "support"), Leg("1001", "Anna Adler", "1001", connected: false)));
        return app;
    }

    private static async Task SaveAsync(AmiBlazorApp app, params RecordedCall[] calls)
    {
        var queries = app.Services.GetRequiredService<CallQueries>();
        var before = (await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 1000, Token)).Count;
        foreach (var call in calls) app.Services.GetRequiredService<ICallHistory>().Add(call);
        await Polling.UntilAsync(async () => (await queries.PageAsync(ExtensionScope.All, new CallFilter(), null, 1000, Token)).Count == before + calls.Length);
    }

    private static RecordedCall Call(string id, DateTimeOffset at, params RecordedLeg[] legs)
    {
        foreach (var leg in legs)
        {
            (leg.LinkedId, leg.IsCaller, leg.StartedAt, leg.EndedAt) = (id, leg == legs[0], at, at.AddMinutes(1));
            if (leg.ConnectedAt is not null) leg.ConnectedAt = at;
        }

        return new RecordedCall(Server, id, legs);
    }

    private static RecordedLeg Leg(
        string number, string name, string? exten, string dialled = "", bool connected = true, string? queue = null, bool isSeen = true, int? cause = 16) => new()
        {
            ChannelId = number,
            Device = "PJSIP/" + number,
            Extension = exten is null ? null : new ExtensionKey(Server, Context, exten),
            Number = number,
            Name = name,
            Dialled = dialled,
            Queue = queue,
            IsStartKnown = true,
            ConnectedAt = connected ? Noon : null,
            IsConnectionSeen = isSeen,
            Cause = cause,
        };

    private static async Task<IHtmlDocument> OpenAsync(AmiBlazorApp app, string query = "", string key = AmiBlazorApp.AdministratorKey)
    {
        using var request = app.Navigation("/calls/past" + query);
        using var response = await app.Client(key).SendAsync(request, Token);
        var html = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.OK, html);
        return new HtmlParser().ParseDocument(html);
    }

    private static string[] Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("table.past tbody tr, .past tbody tr").Select(row => string.Join(
        '|', row.QuerySelectorAll("td:not(.pbx)").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];
}
