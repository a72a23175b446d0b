using System.Net;
using System.Text.Json;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

public sealed class QueuesEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queues_are_those_and_as_the_caller_may_see_them()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx, "a"), ("Calls:NumbersForViewers", "LastDigits"), ("Ami:Servers:0:Live", "false")]);
        var store = app.Services.GetRequiredService<ExtensionStore>();
        await store.ApplySnapshotAsync(new ExtensionSnapshot("a", Noon, [], new[] { Row("1001"), Row("1002") }), Run(server: "a"), Token);
        await store.RenameAsync(new ExtensionKey("a", Context, "1001"), "Anna", "Sales", _ => true, Token);
        app.Services.GetRequiredService<CallBoard>().Update("a", health => health with { State = CallsState.Live });
        app.Services.GetRequiredService<QueueBoard>().Publish(new("a", [Queue("sales", "1001", "1002"), Queue("support", "1002")]));
        var vera = await app.BrowserAsync(await app.AccountAsync("vera", Roles.Viewer, null, ["Sales"]));

        var all = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/queues?server=a", Token).JsonAsync();
        var hers = await vera.GetAsync("/api/queues", Token).JsonAsync();
        var unknown = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/queues?server=b", Token);

        var pbxs = Assert.Single(all.EnumerateArray());
        Assert.Equal(("a", "live"), (pbxs.Text("server"), pbxs.Text("state")));
        Assert.Equal(["sales", "support"], Queues(pbxs).Select(queue => queue.Text("name")));
        var sales = Queues(pbxs).First();
        Assert.Equal(
            [("PJSIP/1001", "in-call", "1001"), ("PJSIP/1002", "in-call", "1002")],
            sales.GetProperty("agents").EnumerateArray().Select(agent => (agent.Text("interface"), agent.Text("state"), agent.GetProperty("extensions")[0].Text("extension"))));
        Assert.Equal(("0301234567", "Max"), (sales.GetProperty("waiting")[0].Text("number"), sales.GetProperty("waiting")[0].Text("name")));
        Assert.Equal(("20", "75", "12"), (sales.GetProperty("answerWithinSeconds").ToString(), sales.GetProperty("today").GetProperty("serviceLevelPercent").ToString(),
            sales.GetProperty("today").GetProperty("averageWaitSeconds").ToString()));

        var seen = Assert.Single(Queues(Assert.Single(hers.EnumerateArray())));
        Assert.Equal("sales", seen.Text("name"));
        Assert.Equal(["PJSIP/1001", ""], seen.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("interface").ToString()));
        Assert.Equal("…567", seen.GetProperty("waiting")[0].Text("number"));
        Assert.DoesNotContain("1002", hers.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_log_in_history_of_agents_comes_in_pages_and_within_the_callers_scope()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx, "a"), ("Ami:Servers:0:Live", "false")]);
        var store = app.Services.GetRequiredService<ExtensionStore>();
        await store.ApplySnapshotAsync(new ExtensionSnapshot("a", Noon, [], new[] { Row("1001"), Row("1002") }), Run(server: "a"), Token);
        await store.RenameAsync(new ExtensionKey("a", Context, "1001"), "Anna", "Sales", _ => true, Token);
        var log = app.Services.GetRequiredService<IAgentLog>();
        foreach (var exten in (string[])["1001", "1002"])
        {
            var time = new AgentTime("a", "support", "PJSIP/" + exten, "Agent " + exten, AgentEvent.LoggedIn, Noon) { IsSinceKnown = true, Extension = new ExtensionKey("a", Context, exten) };
            log.Add(time);
            log.Add(time with { Event = AgentEvent.Paused, Reason = "Lunch", Since = Noon.AddHours(1), Until = Noon.AddHours(2), Row = new AgentTimeRow() });
        }

        var script = app.Client(AmiBlazorApp.ViewerKey);
        var vera = await app.BrowserAsync(await app.AccountAsync("vera", Roles.Viewer, null, ["Sales"]));
        await Polling.UntilAsync(async () => (await script.GetAsync("/api/queues/agents/history", Token).JsonAsync()).GetArrayLength() == 4);

        using var first = await script.GetAsync("/api/queues/agents/history?limit=3&server=a", Token);
        var link = first.Headers.GetValues("Link").Single();
        var second = await script.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)], Token).JsonAsync();
        var paused = await script.GetAsync("/api/queues/agents/history?event=paused&extension=1002&queue=support&from=2026-01-31T14:00:00Z", Token).JsonAsync();
        var hers = await vera.GetAsync("/api/queues/agents/history", Token).JsonAsync();

        Assert.Equal("logged-in", Assert.Single(second.EnumerateArray()).Text("event"));
        var one = Assert.Single(paused.EnumerateArray());
        Assert.Equal(
            ("a", "support", "PJSIP/1002", "Agent 1002", "1002", "Lunch", "2026-01-31T13:00:00.000Z", "2026-01-31T14:00:00.000Z"),
            (one.Text("server"), one.Text("queue"), one.Text("interface"), one.Text("name"), one.GetProperty("extension").Text("extension"), one.Text("reason"), one.Text("since"),
                one.Text("until")));
        Assert.Equal((true, false), (one.GetProperty("sinceKnown").GetBoolean(), one.GetProperty("untilKnown").GetBoolean()));
        Assert.Equal(["PJSIP/1001", "PJSIP/1001"], hers.EnumerateArray().Select(time => time.Text("interface")));
        foreach (var (wrong, status) in ((string, HttpStatusCode)[])[("event=dancing", HttpStatusCode.BadRequest), ("limit=0", HttpStatusCode.BadRequest),
            ("after=x", HttpStatusCode.BadRequest), ("from=x", HttpStatusCode.BadRequest), ("server=b", HttpStatusCode.NotFound)])
        {
            using var answer = await script.GetAsync("/api/queues/agents/history?" + wrong, Token);
            Assert.Equal((wrong, status), (wrong, answer.StatusCode));
        }
    }

    private static IEnumerable<JsonElement> Queues(JsonElement pbx) => pbx.GetProperty("queues").EnumerateArray();

    private static QueueSnapshot Queue(string name, params string[] agents) => new("a", name)
    {
        AnswerWithin = TimeSpan.FromSeconds(20),
        Waiting = [new WaitingCaller(1, new CallPeer("1.1", "0301234567", "Max", []), Noon)],
        Agents =
        [
            .. agents.Select(exten => new QueueAgent
            {
                Interface = "PJSIP/" + exten, StateDevice = "PJSIP/" + exten, Name = "Agent " + exten, State = AgentState.InCall,
                Extensions = [new ExtensionKey("a", Context, exten)],
            }),
        ],
        Today = new QueueFigures(Noon) { Answered = 4, AnsweredInTime = 3, AverageWait = TimeSpan.FromSeconds(12) },
    };
}
