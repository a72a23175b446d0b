using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Calls;

/// <summary>What the follower of calls asks the PBX, and when.</summary>
public sealed class CallQuestionsTests
{
    [Fact]
    public async Task What_could_not_be_believed_while_a_question_was_under_way_is_asked_right_after_it()
    {
        await using var server = FakeAmiServer.Start();
        using var client = new AmiClient();
        using var end = new CancellationTokenSource();
        var (session, pbx) = await client.LogInAsync(server);
        await using var open = session;
        var calls = Follower(server);
        calls.Begin();
        var following = calls.RunAsync(session, _ => { }, end.Token);
        foreach (var list in (string[])["Status", "BridgeList", "QueueStatus"])
        {
            var asked = await pbx.ExpectAsync(list);
            await pbx.SucceedAsync(asked.ActionId, "EventList: start", "Message: Rows will follow");
            await pbx.SendAsync($"Event: {list}Complete", "ActionID: " + asked.ActionId, "EventList: Complete", "ListItems: 0");
        }

        calls.Receive(Told("1.0", "PJSIP/1001-00000000"), isProven: false);
        var first = await pbx.ExpectAsync("Status");
        calls.Receive(Told("1.1", "PJSIP/1002-00000001"), isProven: false);
        await pbx.RefuseAsync(first.ActionId, "No such channel");
        var second = await pbx.ExpectAsync("Status");

        Assert.Equal(["PJSIP/1001-00000000", "PJSIP/1002-00000001"], ((FakeAmiAction[])[first, second]).Select(question => question["Channel"]));
        await end.CancelAsync();
        await following.InTime();
    }

    private static CallFollower Follower(FakeAmiServer server)
    {
        var followed = server.Options(live: true);
        followed.Calls = true;
        var options = new AmiOptions();
        options.Servers.Add(followed);
        return new(
            followed, new CallBoard(Options.Create(options), NullLogger<CallBoard>.Instance), new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance),
            new QueueFollower(followed, new QueueBoard(Options.Create(options), NullLogger<QueueBoard>.Instance), new TestAgentLog(), TimeProvider.System), new TestCallHistory(),
            TimeProvider.System, NullLogger<CallFollower>.Instance);
    }

    private static ChannelEvent.Changed Told(string id, string name) => new(new ChannelSnapshot(id, name, id, ChannelStates.Up, "", "", "", "", ""));
}
