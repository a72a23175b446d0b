using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

/// <summary>What scripts do, and what they are refused, is written down.</summary>
[Needs(Need.Time)]
public sealed class AuditedCallsTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_is_told_with_who_from_where_which_PBX_and_which_run()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        client.DefaultRequestHeaders.Add(AmiBlazorApp.SenderHeader, "192.0.2.17");

        var data = (await client.PostAsync(Refresh + "?server=main", content: null, Token).JsonAsync()).GetProperty("data");

        var entry = await EndAsync(app, AuditAction.Refresh);
        Assert.Equal(("script", "key", "192.0.2.17", "main", "done"), (entry.Who, entry.Kind, entry.Address, entry.About, entry.Outcome));
        Assert.Equal($"{data.Text("connectionId")}: completed.", entry.Detail);
    }

    [Fact]
    public async Task A_refresh_of_all_makes_an_entry_for_each_PBX_with_its_own_outcome()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), .. AmiBlazorApp.Server(1, "nowhere", 1)]);

        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh, content: null, Token).JsonAsync();

        var lines = await app.AuditedAsync(AuditAction.Refresh, 2);
        Assert.Contains(lines, line => line.StartsWith("script main: done. separate-", StringComparison.Ordinal) && line.EndsWith(": completed.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("script nowhere: failed. separate-", StringComparison.Ordinal) && line.Contains(": failed. ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_PBX_that_nobody_knows_is_told_too()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=elsewhere", content: null, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.StartsWith("script elsewhere: failed. ", Assert.Single(await app.AuditedAsync(AuditAction.Refresh)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joined_and_who_stopped_are_told_and_each_refresh_once_when_it_has_ended()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var first = app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, Token);
        await using (var session = await pbx.AcceptAsync())
        {
            var other = app.Client(AmiBlazorApp.AdministratorKey);
            var second = other.PostAsync(Refresh + "?server=main", content: null, Token);
            await app.UnderWayAsync(Refresh);
            await app.UnderWayAsync(Refresh);
            Assert.Empty(await app.AuditAsync(AuditAction.Refresh));

            await other.PostAsync(Refresh + "/close", content: null, Token).JsonAsync();
            await first.ProblemAsync(HttpStatusCode.Conflict);
            await second.ProblemAsync(HttpStatusCode.Conflict);
        }

        var lines = await app.AuditedAsync(AuditAction.Refresh, 2);
        var run = lines[0].Split(' ')[3].TrimEnd(':');
        const string Stopped = "The refresh of main was stopped; nothing was changed.";
        Assert.Equal(
            [$"admin main: failed. {run}: stopped, joined. {Stopped}", $"script main: failed. {run}: stopped. {Stopped}"],
            lines.Order(StringComparer.Ordinal));
        Assert.Equal($"admin : done. All: 1 stopped of {run} (main).", Assert.Single(await app.AuditedAsync(AuditAction.Stop)));

        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync($"{Refresh}/{run}/stop", content: null, Token).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal($"script : failed. {run}: had ended already.", (await app.AuditedAsync(AuditAction.Stop, 2))[1]);
    }

    [Fact]
    public async Task A_refresh_whose_caller_went_away_is_told_when_it_has_ended()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        using var gone = new CancellationTokenSource();
        var asking = app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, gone.Token);
        var session = await pbx.AcceptAsync();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.InTime());
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, new ExtensionState("lab", "1", "SIP/1", 0));
        await session.CompleteAsync(list.ActionId, 1);

        Assert.Matches("^script main: done\\. separate-\\S+: completed\\.$", Assert.Single(await app.AuditedAsync(AuditAction.Refresh)));
    }

    [Fact]
    public async Task Downloads_are_told_also_those_of_files_that_are_gone()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var file = (await client.PostAsync(Refresh + "?server=main", content: null, Token).JsonAsync()).GetProperty("data").GetProperty("jsonFile").Text("filename");

        using (await client.GetAsync("/api/snapshots/" + file, Token)) { }
        await client.GetAsync("/api/snapshots/ami-response-1-a.json", Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal([$"script {file}: done. ", "script ami-response-1-a.json: failed. There is no such file."], await app.AuditedAsync(AuditAction.Download, 2));
    }

    [Fact]
    public async Task A_denied_request_of_a_viewer_is_recorded_with_what_it_asked_for()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var key = app.Client(AmiBlazorApp.ViewerKey);
        var browser = await app.BrowserAsync(Roles.Viewer);

        await key.PostAsync(Refresh + "?server=main", content: null, Token).ProblemAsync(HttpStatusCode.Forbidden);
        await key.PostAsync(Refresh + "/separate-1/stop", content: null, Token).ProblemAsync(HttpStatusCode.Forbidden);
        await key.GetAsync("/api/snapshots/a.json", Token).ProblemAsync(HttpStatusCode.Forbidden);
        using (await browser.GetAsync("/audit", Token)) { }
        using (await browser.GetAsync("/export/extensions.csv", Token)) { }

        Assert.Equal([$"wallboard main: refused. POST {Refresh}"], await app.AuditAsync(AuditAction.Refresh));
        Assert.Equal([$"wallboard separate-1: refused. POST {Refresh}/separate-1/stop"], await app.AuditAsync(AuditAction.Stop));
        Assert.Equal(["wallboard a.json: refused. GET /api/snapshots/a.json"], await app.AuditAsync(AuditAction.Download));
        Assert.Equal(["viewer /audit: refused. GET /audit"], await app.AuditAsync(AuditAction.PageOpened));
        Assert.Equal(["viewer /export/extensions.csv: refused. GET /export/extensions.csv"], await app.AuditAsync(AuditAction.Export));
    }

    [Fact]
    public async Task A_flood_of_wrong_keys_makes_one_entry_for_each_address_and_then_a_count()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var client = app.Client("wrong-key-0123456789abcdef");

        for (var number = 0; number < 30; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/extensions") { Headers = { { AmiBlazorApp.SenderHeader, number % 3 == 0 ? "192.0.2.1" : "192.0.2.2" } } };
            using var response = await client.SendAsync(request, Token);
        }

        var first = (await app.AuditAsync()).Where(entry => entry.Action == "key-use").Select(entry => (entry.Kind, entry.Address, entry.Outcome));
        app.Services.GetRequiredService<AuditLog>().RecordDenials(all: true);
        var counts = (await app.AuditAsync()).Where(entry => entry.Action == "key-use").Skip(2).Select(entry => $"{entry.Address} {entry.Detail}").Order(StringComparer.Ordinal);

        Assert.Equal([("visitor", "192.0.2.1", "refused"), ("visitor", "192.0.2.2", "refused")], first.Order());
        Assert.Equal(
            ["192.0.2.1 9 more within a minute. GET /api/extensions. The API key is unknown.", "192.0.2.2 19 more within a minute. GET /api/extensions. The API key is unknown."],
            counts);
        Assert.DoesNotContain("wrong-key", string.Concat((await app.AuditAsync()).Select(entry => entry.Detail)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_foreign_page_made_a_browser_send_is_told()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var browser = await app.BrowserAsync();
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        await browser.PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal([$"supervisor {Refresh}: refused. POST {Refresh}. Origin: https://evil.example"], await app.AuditAsync(AuditAction.ForeignPage));
        Assert.Empty(await app.AuditAsync(AuditAction.Refresh));
    }

    [Fact]
    public async Task Every_call_that_needs_more_than_a_viewer_says_what_its_refusal_is_called()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var silent = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not (null or Policies.See)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<AuditMetadata>() is null
                && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null)
            .Select(endpoint => endpoint.DisplayName);

        Assert.Empty(silent);
    }

    private static async Task<AuditRecord> EndAsync(AmiBlazorApp app, AuditAction action)
    {
        await app.AuditedAsync(action);
        return (await app.AuditAsync()).Last(entry => entry.Action == action.Word());
    }
}
