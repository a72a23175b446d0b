using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

/// <summary>What can be done while a refresh runs: look, stop, join, go away.</summary>
public sealed class RunningRefreshEndpointsTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_refresh_is_seen_and_stopped_and_then_it_is_too_late()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var asking = client.PostAsync(Refresh + "?server=main", content: null, Token);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        await session.ExpectAsync("ExtensionStateList");

        var status = await client.GetAsync(Refresh + "/status", Token).JsonAsync();
        var running = Assert.Single(status.GetProperty("running").EnumerateArray());
        var stopped = await client.PostAsync($"{Refresh}/{running.Text("connectionId")}/stop", content: null, Token).JsonAsync();
        var refresh = await asking.ProblemAsync(HttpStatusCode.Conflict);
        var again = await client.PostAsync($"{Refresh}/{running.Text("connectionId")}/stop", content: null, Token).ProblemAsync(HttpStatusCode.Conflict);

        Assert.Equal("main", running.Text("server"));
        Assert.Equal("script", running.Text("askedBy"));
        Assert.Equal("listing", running.Text("phase"));
        Assert.Equal(0, running.GetProperty("rows").GetInt32());
        Assert.True(running.GetProperty("elapsedMs").GetDouble() >= 0);
        Assert.Equal("The refresh was stopped; nothing was changed.", stopped.Text("message"));
        Assert.Equal("The refresh of main was stopped; nothing was changed.", refresh.Text("title"));
        Assert.Equal("stopped", refresh.GetProperty("data").Text("outcome"));
        Assert.Equal("This refresh has ended already.", again.Text("title"));
        var after = await client.GetAsync(Refresh + "/status", Token).JsonAsync();
        Assert.Empty(after.GetProperty("running").EnumerateArray());
        Assert.Equal("stopped", Assert.Single(after.GetProperty("recent").EnumerateArray()).Text("outcome"));
        Assert.Equal("off", Assert.Single(after.GetProperty("mainConnections").EnumerateArray()).Text("state"));
    }

    [Fact]
    public async Task Close_stops_whatever_runs()
    {
        await using var one = FakeAmiServer.Start();
        await using var two = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(one, "one"), .. AmiBlazorApp.Server(two, "two", 1)]);
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var asking = client.PostAsync(Refresh, content: null, Token);
        await one.AcceptAsync();
        await two.AcceptAsync();

        var closed = await client.PostAsync(Refresh + "/close", content: null, Token).JsonAsync();
        var refresh = await asking.ProblemAsync(HttpStatusCode.Conflict);
        var nothing = await client.PostAsync(Refresh + "/close", content: null, Token).JsonAsync();

        Assert.Equal(2, closed.GetProperty("data").GetProperty("stopped").GetInt32());
        Assert.Equal("2 refreshes were stopped; nothing was changed by them.", closed.Text("message"));
        Assert.Equal("The refresh of one was stopped; nothing was changed. The refresh of two was stopped; nothing was changed.", refresh.Text("title"));
        Assert.Equal("No refresh was running that could be stopped.", nothing.Text("message"));
    }

    [Fact]
    public async Task A_call_during_a_refresh_joins_it_and_the_PBX_is_asked_once()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        var rows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        answers.BeforeRows = () => rows.Task;
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));

        var first = app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, Token);
        await app.UnderWayAsync(Refresh).InTime();
        var second = app.Client(AmiBlazorApp.AdministratorKey).PostAsync(Refresh + "?server=main", content: null, Token);
        await app.UnderWayAsync(Refresh).InTime();
        rows.SetResult();
        var started = (await first.JsonAsync()).GetProperty("data");
        var joined = (await second.JsonAsync()).GetProperty("data");

        Assert.False(started.GetProperty("joined").GetBoolean());
        Assert.True(joined.GetProperty("joined").GetBoolean());
        Assert.Equal(started.Text("connectionId"), joined.Text("connectionId"));
        Assert.Equal(started.GetProperty("results").ToString(), joined.GetProperty("results").ToString());
        Assert.Single(answers.Actions, "ExtensionStateList");
    }

    [Fact]
    public async Task A_refresh_goes_on_when_the_caller_is_gone()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1", "SIP/1", 0));
        var rows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        answers.BeforeRows = () => rows.Task;
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx));
        using var caller = new CancellationTokenSource();

        var asking = app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh + "?server=main", content: null, caller.Token);
        await app.UnderWayAsync(Refresh).InTime();
        var run = Assert.Single(app.Services.GetRequiredService<RunningRefreshes>().Running);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        rows.SetResult();
        var result = await run.Result.InTime();

        Assert.Equal(RefreshOutcome.Completed, result.Outcome);
        var saved = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions", Token).JsonAsync();
        Assert.Equal(1, saved.GetArrayLength());
    }
}
