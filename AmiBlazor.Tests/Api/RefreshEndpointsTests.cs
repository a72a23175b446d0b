using System.Data.Common;
using System.Net;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

public sealed class RefreshEndpointsTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_completed_refresh_answers_with_everything_that_is_promised()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1002", "SIP/1002", 4), new("lab", "1001", "SIP/1001", 0), new("from-internal", "1001", "PJSIP/1001", 17));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);

        var body = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, Token).JsonAsync();

        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Matches("^3 extensions on main in .* s: 3 new\\.$", body.Text("message"));
        var data = body.GetProperty("data");
        Assert.Matches("^separate-[0-9]{13}-[a-z0-9]{9}$", data.Text("connectionId"));
        Assert.Equal("main", data.Text("server"));
        Assert.Equal("completed", data.Text("outcome"));
        Assert.False(data.GetProperty("joined").GetBoolean());
        Assert.Equal((3, 0, 3, 0), Counts(data));
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", data.Text("lastQueryTime"));
        Assert.InRange(data.GetProperty("lastQueryTime").GetDateTimeOffset(), before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        Assert.True(data.GetProperty("durationMs").GetDouble() > 0);
        var statistics = data.GetProperty("statistics");
        Assert.Equal(3, statistics.GetProperty("successfulQueries").GetInt32());
        Assert.Equal(0, statistics.GetProperty("failedQueries").GetInt32());
        Assert.Equal(3, statistics.GetProperty("extensionsFound").GetInt32());
        Assert.Equal(4, statistics.GetProperty("totalEvents").GetInt32());
        Assert.Equal(3, statistics.GetProperty("extensionEvents").GetInt32());
        Assert.True(statistics.GetProperty("bufferSize").GetInt64() > 300);
        Assert.True(statistics.GetProperty("completionEventDetected").GetBoolean());
        Assert.Equal("Events: off with ExtensionStateListComplete", statistics.Text("queryFormat"));
        Assert.Equal(
            [
                "from-internal 1001 PJSIP/1001 on-hold 17 ONHOLD null",
                "lab 1001 SIP/1001 online 0 NOT_INUSE null",
                "lab 1002 SIP/1002 offline 4 UNAVAILABLE null",
            ],
            Results(data));
        var file = data.GetProperty("jsonFile");
        Assert.Equal($"ami-response-{data.Text("connectionId")["separate-".Length..]}.json", file.Text("filename"));
        Assert.Matches("^[0-9.]+ K?B$", file.Text("fileSize"));
        Assert.Equal($"Saved as {file.Text("filename")}.", file.Text("message"));
    }

    [Fact]
    public async Task Every_extension_has_the_status_it_had_before_and_only_the_changed_ones_come_where_asked()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0), new("lab", "2", "SIP/2", 1), new("lab", "3", "SIP/3", 8));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        await client.PostAsync(Refresh, content: null, Token).JsonAsync();

        answers.Set(new ExtensionState("lab", "1", "SIP/1", 1), new ExtensionState("lab", "4", "SIP/4", 0));
        answers.Remove("lab", "3");
        var all = (await client.PostAsync("/api/extensions/refresh?server=main&results=all", content: null, Token).JsonAsync()).GetProperty("data");
        answers.Set(new ExtensionState("lab", "2", "SIP/2", 2));
        var changed = (await client.PostAsync(Refresh + "?server=main&results=changed", content: null, Token).JsonAsync()).GetProperty("data");

        Assert.Equal((4, 2, 1, 1), Counts(all));
        Assert.Equal(
            [
                "lab 1 SIP/1 in-use 1 INUSE online",
                "lab 2 SIP/2 in-use 1 INUSE in-use",
                "lab 3 SIP/3 offline 4 UNAVAILABLE ringing",
                "lab 4 SIP/4 online 0 NOT_INUSE null",
            ],
            Results(all));
        Assert.Equal((4, 1, 0, 0), Counts(changed));
        Assert.Equal(["lab 2 SIP/2 busy 2 BUSY in-use"], Results(changed));
    }

    [Fact]
    public async Task An_empty_list_is_doubt_and_changes_nothing()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        await client.PostAsync(Refresh, content: null, Token).JsonAsync();
        answers.Remove("lab", "1");

        var data = (await client.PostAsync(Refresh + "?server=main", content: null, Token).JsonAsync()).GetProperty("data");

        Assert.Equal("empty", data.Text("outcome"));
        Assert.Equal((1, 0, 0, 0), Counts(data));
        Assert.Equal(["lab 1 SIP/1 online 0 NOT_INUSE online"], Results(data));
    }

    [Fact]
    public async Task A_PBX_that_refuses_is_told_in_its_own_words_and_nothing_changes()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        await client.PostAsync(Refresh, content: null, Token).JsonAsync();
        answers.Set(new ExtensionState("lab", "1", "SIP/1", 1));
        answers.Refusals["ExtensionStateList"] = "Permission denied";

        var problem = await client.PostAsync(Refresh + "?server=main", content: null, Token).ProblemAsync(HttpStatusCode.BadGateway);

        Assert.Contains("write=reporting", problem.Text("title"), StringComparison.Ordinal);
        Assert.Contains("Permission denied", problem.Text("detail"), StringComparison.Ordinal);
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.Equal("failed", problem.GetProperty("data").Text("outcome"));
        Assert.Equal((1, 0, 0, 0), Counts(problem.GetProperty("data")));
        Assert.Empty(Results(problem.GetProperty("data")));
        var rows = await client.GetAsync("/api/extensions", Token).JsonAsync();
        Assert.Equal("online", Assert.Single(rows.EnumerateArray()).Text("status"));
    }

    [Fact]
    public async Task A_wrong_secret_and_a_PBX_that_is_not_there_are_502()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        var gone = FakeAmiServer.Start();
        await gone.DisposeAsync();
        await using var app = await AmiBlazorApp.StartAsync(
            [.. AmiBlazorApp.Server(pbx, "wrong"), ("Ami:Servers:0:Secret", "canary-key-canary"), .. AmiBlazorApp.Server(gone.Port, "gone", 1)]);
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        var refused = await client.PostAsync(Refresh + "?server=wrong", content: null, Token).ProblemAsync(HttpStatusCode.BadGateway);
        var absent = await client.PostAsync(Refresh + "?server=gone", content: null, Token).ProblemAsync(HttpStatusCode.BadGateway);

        Assert.DoesNotContain(app.Logs, line => (line.Message + line.Exception).Contains("canary", StringComparison.Ordinal));
        Assert.Equal("Authentication failed", refused.Text("detail"));
        Assert.Contains("refused the connection", absent.Text("title"), StringComparison.Ordinal);
        Assert.False(absent.TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task A_list_that_does_not_end_is_504_at_the_deadline()
    {
        await using var pbx = FakeAmiServer.Start();
        var clock = new FakeClock();
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock), [.. AmiBlazorApp.Server(pbx), ("Refresh:Timeout", "00:00:07")]);

        var asking = app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, Token);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        clock.Advance(TimeSpan.FromSeconds(7));
        var problem = await asking.ProblemAsync(HttpStatusCode.GatewayTimeout);
        await session.ExpectAsync("Logoff");
        session.Cut();

        Assert.Contains("did not finish its list within 7 s", problem.Text("title"), StringComparison.Ordinal);
        Assert.Equal("timedOut", problem.GetProperty("data").Text("outcome"));
    }

    [Fact]
    public async Task Of_two_PBXs_one_may_fail_without_the_other()
    {
        await using var good = FakeAmiServer.Start();
        good.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0), new("lab", "2", "SIP/2", 0));
        await using var bad = FakeAmiServer.Start();
        bad.AnswerByItself().Refusals["ExtensionStateList"] = "Permission denied";
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(bad, "bad"), .. AmiBlazorApp.Server(good, "good", 1)]);

        var body = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh, content: null, Token).JsonAsync();

        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Contains("write=reporting", body.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("good", body.Text("message"), StringComparison.Ordinal);
        var data = body.GetProperty("data");
        Assert.Equal((2, 0, 2, 0), Counts(data));
        Assert.Equal(2, data.GetProperty("statistics").GetProperty("extensionsFound").GetInt32());
        Assert.False(data.GetProperty("statistics").GetProperty("completionEventDetected").GetBoolean());
        var servers = data.GetProperty("servers").EnumerateArray().ToList();
        Assert.Equal(["bad failed False", "good completed True"], servers.Select(server => $"{server.Text("server")} {server.Text("outcome")} {server.GetProperty("success")}"));
        Assert.Contains("Permission denied", servers[0].Text("detail"), StringComparison.Ordinal);
        Assert.Equal(2, Results(servers[1]).Count());
    }

    [Fact]
    public async Task Where_all_PBXs_fail_the_first_gives_the_status()
    {
        await using var bad = FakeAmiServer.Start();
        bad.AnswerByItself().Refusals["ExtensionStateList"] = "Permission denied";
        var gone = FakeAmiServer.Start();
        await gone.DisposeAsync();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(bad, "bad"), .. AmiBlazorApp.Server(gone.Port, "gone", 1)]);

        var problem = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.BadGateway);

        Assert.Contains("“bad”", problem.Text("title"), StringComparison.Ordinal);
        Assert.Contains("“gone”", problem.Text("title"), StringComparison.Ordinal);
        Assert.Contains("Permission denied", problem.Text("detail"), StringComparison.Ordinal);
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.Equal(2, problem.GetProperty("data").GetProperty("servers").GetArrayLength());
    }

    [Fact]
    public async Task A_browser_refreshes_as_the_local_supervisor()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var browser = await app.BrowserAsync();

        await browser.PostAsync(Refresh, content: null, Token).JsonAsync();

        var status = await browser.GetAsync(Refresh + "/status", Token).JsonAsync();
        Assert.Equal("supervisor", Assert.Single(status.GetProperty("recent").EnumerateArray()).Text("askedBy"));
    }

    [Fact]
    public async Task A_database_that_does_not_save_is_503()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        await app.BreakDatabaseAsync();
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        var refresh = await client.PostAsync(Refresh + "?server=main", content: null, Token).ProblemAsync(HttpStatusCode.ServiceUnavailable);
        var list = await client.GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.ServiceUnavailable);

        Assert.NotNull(refresh.GetProperty("data").GetProperty("jsonFile").GetProperty("filename").GetString());
        Assert.Equal("The database is not responding. Try again in a moment; see the server log for details.", list.Text("title"));
    }

    [Fact]
    public async Task A_fault_of_the_program_itself_is_500_in_its_own_words_and_the_next_refresh_is_not_held_up()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        var fault = new FaultyWriter();
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(fault)), AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        fault.IsBroken = true;

        var problem = await client.PostAsync(Refresh + "?server=main", content: null, Token).ProblemAsync(HttpStatusCode.InternalServerError);
        fault.IsBroken = false;
        await client.PostAsync(Refresh + "?server=main", content: null, Token).JsonAsync();

        Assert.Equal(
            "The refresh of main failed because of an internal error in AmiBlazor; nothing was changed. See the server log for details.", problem.Text("title"));
        Assert.Equal("failed", problem.GetProperty("data").Text("outcome"));
        Assert.Contains(app.Logs, line => line.Id.Name == "RefreshUnexpectedFailure");
    }

    private static (int Checked, int Changed, int Added, int MarkedOffline) Counts(JsonElement data) => (
        data.GetProperty("extensionsChecked").GetInt32(),
        data.GetProperty("changed").GetInt32(),
        data.GetProperty("added").GetInt32(),
        data.GetProperty("markedOffline").GetInt32());

    private static IEnumerable<string> Results(JsonElement data) => data.GetProperty("results").EnumerateArray().Select(row => string.Join(
        ' ',
        row.Text("context"),
        row.Text("extension"),
        row.Text("hint"),
        row.Text("status"),
        row.GetProperty("statusCode").GetInt32(),
        row.Text("deviceState"),
        row.GetProperty("previousStatus").GetString() ?? "null"));

    /// <summary>Stands between EF Core and the database, and ends in an exception that no database throws.</summary>
    private sealed class FaultyWriter : DbTransactionInterceptor
    {
        public volatile bool IsBroken;

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default) =>
            IsBroken ? throw new NotSupportedException("A fault of the program's own.") : ValueTask.FromResult(result);
    }
}
