using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

/// <summary>
/// The calls of a signed-in browser whose account does not see all. The PBXs “a” and “b” have the extensions 1001 (Sales) and 1002 (Support).
/// </summary>
public sealed class ScopedEndpointsTests : IAsyncLifetime
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private readonly FakeAmiServer _a = FakeAmiServer.Start();
    private readonly FakeAmiServer _b = FakeAmiServer.Start();
    private AmiBlazorApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(_a, "a"), .. AmiBlazorApp.Server(_b, "b", 1)]);
        var store = _app.Services.GetRequiredService<ExtensionStore>();
        foreach (var server in new[] { "a", "b" })
        {
            await store.ApplySnapshotAsync(new ExtensionSnapshot(server, Noon, [], new[] { Row("1001"), Row("1002", 8) }), Run(server: server), Token);
            await store.RenameAsync(new ExtensionKey(server, Context, "1001"), "Anna", "Sales", _ => true, Token);
            await store.RenameAsync(new ExtensionKey(server, Context, "1002"), "Bernd", "Support", _ => true, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Theory]
    [InlineData("a", null, "a/1001 a/1002")]
    [InlineData(null, "Sales", "a/1001 b/1001")]
    [InlineData("b", "Support", "b/1002")]
    [InlineData("", null, "")]
    [InlineData(null, "", "")]
    [InlineData(null, null, "a/1001 a/1002 b/1001 b/1002")]
    public async Task Extensions_are_those_that_are_seen(string? server, string? department, string seen)
    {
        var browser = await BrowserAsync(server, department);

        Assert.Equal(seen, await ListAsync(browser, "/api/extensions"));
        Assert.Equal(string.Join(' ', seen.Split(' ').Where(one => one.EndsWith("1002", StringComparison.Ordinal))), await ListAsync(browser, "/api/extensions?q=bernd"));
        Assert.Equal(string.Join(' ', seen.Split(' ').Where(one => one.EndsWith("1001", StringComparison.Ordinal))), await ListAsync(browser, "/api/extensions?status=online"));
    }

    [Fact]
    public async Task A_key_and_an_administrator_see_all_whatever_is_stored()
    {
        var administrator = await _app.BrowserAsync(await _app.AccountAsync("boss", Roles.Administrator, ["a"], []));

        Assert.Equal("a/1001 a/1002 b/1001 b/1002", await ListAsync(administrator, "/api/extensions"));
        Assert.Equal("a/1001 a/1002 b/1001 b/1002", await ListAsync(_app.Client(AmiBlazorApp.ViewerKey), "/api/extensions"));
    }

    [Fact]
    public async Task What_is_not_seen_is_answered_as_what_is_not_there()
    {
        var browser = await BrowserAsync("a", "Sales");

        await SameAsync("/api/extensions?server={0}", "b", "nobody");
        await SameAsync("/api/extensions/{0}/gaps", "b", "nobody");
        await SameAsync("/api/extensions/{0}/from-internal/1001/history", "b", "nobody");
        await SameAsync("/api/extensions/a/from-internal/{0}/history", "1002", "9999");
        await SameAsync(Refresh + "?server={0}", "b", "nobody", HttpMethod.Post);
        await SameAsync("/api/extensions/refresh?server={0}", "b", "nobody", HttpMethod.Post);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/extensions/a/from-internal/1001/history", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/extensions/a/gaps", Token)).StatusCode);
        Assert.Empty(_b.Sessions);

        async Task SameAsync(string call, string hidden, string absent, HttpMethod? method = null)
        {
            var (one, other) = (await ProblemAsync(call, hidden, method), await ProblemAsync(call, absent, method));
            Assert.Equal(other.Replace(absent, hidden, StringComparison.Ordinal), one);
        }

        async Task<string> ProblemAsync(string call, string name, HttpMethod? method)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, call.Replace("{0}", name, StringComparison.Ordinal));
            return (await browser.SendAsync(request, Token).ProblemAsync(HttpStatusCode.NotFound)).Text("title");
        }
    }

    [Fact]
    public async Task A_refresh_of_all_is_one_of_all_that_are_seen()
    {
        _a.AnswerByItself(new ExtensionState(Context, "1001", "PJSIP/1001", 1), new ExtensionState(Context, "1002", "PJSIP/1002", 1));
        var browser = await BrowserAsync("a", "Sales");

        var all = (await browser.PostAsync(Refresh, content: null, Token).JsonAsync()).GetProperty("data").GetProperty("servers");
        var changed = (await browser.PostAsync(Refresh + "?server=a&results=changed", content: null, Token).JsonAsync()).GetProperty("data");

        var one = Assert.Single(all.EnumerateArray());
        Assert.Equal("a", one.Text("server"));
        Assert.Equal("1001", Assert.Single(one.GetProperty("results").EnumerateArray()).Text("extension"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, one.GetProperty("jsonFile").GetProperty("filename").ValueKind);
        Assert.Equal("The JSON file covers the whole PBX, but your account is limited to certain departments.", one.GetProperty("jsonFile").Text("message"));
        Assert.Empty(changed.GetProperty("results").EnumerateArray());
        Assert.Empty(_b.Sessions);
    }

    [Fact]
    public async Task Who_sees_no_PBX_is_told_so_and_nothing_is_refreshed()
    {
        var problem = await (await BrowserAsync("", null)).PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal("Your account has no access to any PBX. Ask an administrator for access.", problem.Text("title"));
        Assert.Empty(_a.Sessions);
    }

    [Fact]
    public async Task A_refresh_that_is_not_seen_is_neither_told_nor_stopped()
    {
        var browser = await BrowserAsync("a", null);
        var key = _app.Client(AmiBlazorApp.SupervisorKey);
        var asking = key.PostAsync(Refresh + "?server=b", content: null, Token);
        var session = await _b.AcceptAsync();
        var id = _app.Services.GetRequiredService<RunningRefreshes>().Running[0].ConnectionId;

        var status = await browser.GetAsync(Refresh + "/status", Token).JsonAsync();
        var stop = await browser.PostAsync($"{Refresh}/{id}/stop", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);
        var close = await browser.PostAsync(Refresh + "/close", content: null, Token).JsonAsync();

        Assert.Empty(status.GetProperty("running").EnumerateArray());
        Assert.Equal("a", Assert.Single(status.GetProperty("recent").EnumerateArray()).Text("server"));
        Assert.Equal("a", Assert.Single(status.GetProperty("mainConnections").EnumerateArray()).Text("server"));
        Assert.Equal($"No refresh has the id “{id}”.", stop.Text("title"));
        Assert.Equal(0, close.GetProperty("data").GetProperty("stopped").GetInt32());
        session.Cut();
        await asking.ProblemAsync(HttpStatusCode.BadGateway);
        await browser.PostAsync($"{Refresh}/{id}/stop", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);
        await key.PostAsync($"{Refresh}/{id}/stop", content: null, Token).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_snapshot_file_is_for_those_who_see_its_PBX_and_all_departments()
    {
        _b.AnswerByItself(new ExtensionState(Context, "1001", "PJSIP/1001", 1));
        var file = (await _app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=b", content: null, Token).JsonAsync()).GetProperty("data")
            .GetProperty("jsonFile").Text("filename");

        // The name of the file is on record with its refresh.
        Assert.Equal(HttpStatusCode.OK, (await (await BrowserAsync("b", null)).GetAsync("/api/snapshots/" + file, Token)).StatusCode);
        var other = await (await BrowserAsync("a", null)).GetAsync("/api/snapshots/" + file, Token).ProblemAsync(HttpStatusCode.NotFound);
        var part = await (await BrowserAsync(null, "Sales")).GetAsync("/api/snapshots/" + file, Token).ProblemAsync(HttpStatusCode.Forbidden);
        var status = await (await BrowserAsync(null, "Support")).GetAsync(Refresh + "/status", Token).JsonAsync();

        Assert.StartsWith($"There is no JSON file “{file}”.", other.Text("title"), StringComparison.Ordinal);
        Assert.Equal("A JSON file contains the whole PBX, and your account is limited to certain departments.", part.Text("title"));
        Assert.All(status.GetProperty("recent").EnumerateArray(), run => Assert.Equal(System.Text.Json.JsonValueKind.Null, run.GetProperty("snapshotFile").ValueKind));
    }

    [Fact]
    public async Task What_is_done_asks_the_database_what_is_seen_now()
    {
        var browser = await BrowserAsync("b", null);
        await using (var context = await _app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(Token))
        {
            // As another process would write it: this one does not know of it yet.
            await context.Accounts.Where(account => account.UserName == "vera-b-").ExecuteUpdateAsync(set => set.SetProperty(account => account.Servers, "[\"a\"]"), Token);
        }

        await browser.PostAsync(Refresh + "?server=b", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Empty(_b.Sessions);
    }

    private static async Task<string> ListAsync(HttpClient client, string call) =>
        string.Join(' ', (await client.GetAsync(call, Token).JsonAsync()).EnumerateArray().Select(row => $"{row.Text("server")}/{row.Text("extension")}"));

    /// <summary>A supervisor who sees one PBX (empty for none, null for all) and one department (the same).</summary>
    private async Task<HttpClient> BrowserAsync(string? server, string? department) => await _app.BrowserAsync(await _app.AccountAsync(
        $"vera-{server ?? "all"}-{department}", Roles.Supervisor, Names(server), Names(department)));

    private static string[]? Names(string? name) => name is null ? null : name.Length == 0 ? [] : [name];
}
