using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Queues;

/// <summary>What the follower of queues does beside its tracker: which devices it wants, and what it asks the PBX.</summary>
public sealed class QueueFollowerTests : IAsyncDisposable
{
    private static readonly QueueMemberRow Ben = new("Ben", "PJSIP/1002", "PJSIP/1002", "static", 0, 0, 0, 0, 0, false, 1, false, "");
    private static readonly QueueMemberRow Clara = Ben with { Name = "Clara", Interface = "Local/1003@q/n", StateInterface = "hint:1003@hints" };

    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly AmiClient _client = new();
    private readonly TestAgentLog _log = new();
    private readonly QueueBoard _board;
    private readonly QueueFollower _follower;

    public QueueFollowerTests()
    {
        var options = new AmiOptions();
        options.Servers.Add(new() { Name = "main" });
        _board = new QueueBoard(Options.Create(options), NullLogger<QueueBoard>.Instance);
        _follower = new QueueFollower(options.Servers[0], _board, _log, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_device_that_changes_before_the_first_list_is_not_lost()
    {
        Assert.True(_follower.Follows("PJSIP/1002"));
        Assert.Equal("hint:1003@hints", _follower.FollowedHint("hints", "1003"));
        _follower.BeginList();
        _follower.Apply(new QueueEvent.DeviceChanged("PJSIP/1002", 6), DateTimeOffset.UtcNow);

        _follower.Load([Params("support"), new QueueRow.Member("support", Ben)], DateTimeOffset.UtcNow);

        Assert.Equal(AgentState.Ringing, Agents()[0].State);
        Assert.True(_follower.Follows("pjsip/1002"));
        Assert.False(_follower.Follows("PJSIP/1003"));
        Assert.Null(_follower.FollowedHint("hints", "1003"));
    }

    [Fact]
    public void The_device_of_a_new_agent_is_followed_from_the_event_on()
    {
        _follower.Load([Params("support")], DateTimeOffset.UtcNow);

        _follower.Hear(new QueueEvent.AgentChanged("support", Clara), isProven: true);

        Assert.Equal("hint:1003@hints", _follower.FollowedHint("hints", "1003"));
        Assert.Null(_follower.FollowedHint("hints", "1004"));
    }

    [Fact]
    public async Task What_may_be_text_of_a_caller_is_asked_about_and_the_answer_counts()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        _follower.Load([Params("support"), new QueueRow.Member("support", Ben), Params("sales")], DateTimeOffset.UtcNow);
        Assert.Null(await _follower.AskAsync(session, Token));

        _follower.Hear(new QueueEvent.AgentRemoved("support", Ben.Interface), isProven: false);
        var asking = await _follower.AskAsync(session, Token);
        var action = await pbx.ExpectAsync("QueueStatus");
        await AnswerAsync(pbx, action, paused: 1);
        await asking!.InTime();

        Assert.Null(await _follower.AskAsync(session, Token));
        Assert.Equal("support", action["Queue"]);
        Assert.True(Assert.Single(Agents()).IsPaused);
        Assert.Equal(["sales", "support"], _board.For("main").Queues.Select(queue => queue.Name));
    }

    [Fact]
    public async Task An_answer_that_an_event_has_crossed_is_asked_for_once_more()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var _ = session;
        _follower.Load([Params("support"), new QueueRow.Member("support", Ben)], DateTimeOffset.UtcNow);
        _follower.Hear(new QueueEvent.DeviceChanged("PJSIP/1002", 6), isProven: false);
        var asking = await _follower.AskAsync(session, Token);
        var first = await pbx.ExpectAsync("QueueStatus");

        _follower.Apply(new QueueEvent.AgentChanged("support", Ben with { IsPaused = true, PausedReason = "Lunch" }), DateTimeOffset.UtcNow);
        await AnswerAsync(pbx, first, paused: 0);
        await asking!.InTime();
        var again = await _follower.AskAsync(session, Token);

        Assert.Equal("Lunch", Assert.Single(Agents()).PausedReason);
        await AnswerAsync(pbx, await pbx.ExpectAsync("QueueStatus"), paused: 1);
        await again!.InTime();
        Assert.Null(await _follower.AskAsync(session, Token));
        Assert.True(Assert.Single(Agents()).IsPaused);
    }

    [Fact]
    public void Without_a_connection_no_queue_is_shown()
    {
        _follower.Load([Params("support")], DateTimeOffset.UtcNow);
        _follower.Publish(new PhoneIndex(), DateTimeOffset.UtcNow);
        Assert.Single(_board.For("main").Queues);

        _follower.Withdraw();

        Assert.Empty(_board.For("main").Queues);
    }

    private static QueueRow.Parameters Params(string queue) => new(queue, "ringall", 0, 0, 0, 0, 20, null);

    private static async Task AnswerAsync(FakeAmiSession pbx, FakeAmiAction action, int paused)
    {
        var id = "ActionID: " + action.ActionId;
        await pbx.SendAsync("Response: Success", id, "EventList: start", "Message: Queue status will follow");
        await pbx.SendAsync("Event: QueueParams", "Queue: support", "Max: 0", "Strategy: ringall", "Calls: 0", "Holdtime: 0", "TalkTime: 0", "Completed: 0", "Abandoned: 0", "ServiceLevel: 20", "ServicelevelPerf: 0.0", "Weight: 0", id);
        await pbx.SendAsync("Event: QueueMember", "Queue: support", "Name: Ben", "Location: PJSIP/1002", "StateInterface: PJSIP/1002", "Membership: static", "Penalty: 0", "CallsTaken: 0", "LastCall: 0", "LastPause: 0", "LoginTime: 0", "InCall: 0", "Status: 1", $"Paused: {paused}", "PausedReason: ", "Wrapuptime: 0", id);
        await pbx.SendAsync("Event: QueueStatusComplete", id, "EventList: Complete", "ListItems: 2");
    }

    private IReadOnlyList<QueueAgent> Agents()
    {
        _follower.Publish(new PhoneIndex(), DateTimeOffset.UtcNow);
        return _board.For("main").Find("support")!.Agents;
    }
}
