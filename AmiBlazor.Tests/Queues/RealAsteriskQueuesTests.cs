using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Queues;

/// <summary>Real queues with real calls, followed with the account and the <c>eventfilter</c> of the README.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskQueuesTests
{
    // A queue gives up after a whole second at the soonest; all else is one application and one PBX for everything.
    [Theory, InlineData(16), InlineData(22)]
    public async Task A_queue_is_seen_as_it_is_from_the_first_caller_to_the_last(int version)
    {
        var account = new RealAsteriskAccount("amiblazor", "call,system,agent") { Lines = [AmiEventFilter.Line] };
        await using var asterisk = await Requirements.StartAsteriskAsync(version, RealAsteriskQueues.Settings(account, "1001", "1002", "1003", "1004"));
        await using var anna = new SipPhone(asterisk.SipPort, "1001");
        await using var ben = new SipPhone(asterisk.SipPort, "1002");
        await using var clara = new SipPhone(asterisk.SipPort, "1003");
        await using var dora = new SipPhone(asterisk.SipPort, "1004");
        await ben.RegisterAsync();
        await clara.RegisterAsync();
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        var board = app.App.Services.GetRequiredService<QueueBoard>();
        Task SeenAsync(string support, string local = "") => UntilAsync(board, support, local);
        await SeenAsync("Ben free, Clara free", "Clara free");

        await asterisk.CommandAsync("queue pause member PJSIP/1002 queue support reason Lunch");
        await SeenAsync("Ben free (Lunch), Clara free");
        var paused = board.For("real").Find("support")!.Agents[0];
        Assert.True(paused.PausedSince is { } since && DateTimeOffset.UtcNow - since < TimeSpan.FromSeconds(10));
        Assert.Equal("1002", Assert.Single(paused.Extensions).Exten);

        await asterisk.CommandAsync("queue add member Local/1004@from-internal/n to support penalty 1 as Dora state_interface hint:1004@from-internal");
        await SeenAsync("Ben free (Lunch), Clara free, Dora unavailable");
        await dora.RegisterAsync();
        await SeenAsync("Ben free (Lunch), Clara free, Dora free");

        // Two wait, and the second moves up when the first is answered.
        var first = anna.Call("600");
        await first.AnsweredAsync();
        var rings = await clara.RingsAsync();
        await SeenAsync("1 1001; Ben free (Lunch), Clara ringing, Dora free", "Clara ringing");
        var second = ben.Call("600");
        await second.AnsweredAsync();
        await SeenAsync("1 1001, 2 1002; Ben in-other-call (Lunch), Clara ringing, Dora ringing", "Clara ringing");
        await rings.AnswerAsync();
        await SeenAsync("1 1002; Ben in-other-call (Lunch), Clara in-call, Dora ringing", "Clara in-other-queue support");

        await second.HangUpAsync();
        await SeenAsync("Ben free (Lunch), Clara in-call, Dora free", "Clara in-other-queue support");
        await first.HangUpAsync();
        await SeenAsync("Ben free (Lunch), Clara free, Dora free", "Clara free");
        Assert.Equal((1, true), (board.For("real").Find("support")!.Agents[1].CallsTaken, board.For("real").Find("support")!.Agents[1].LastCallAt is not null));
        var today = board.For("real").Find("support")!.Today;
        Assert.Equal((1, 1, 0, 1), (today.Answered, today.Abandoned, today.GivenUp, today.AnsweredInTime));

        // The queue gives up, which its event does not tell from a caller who does.
        await asterisk.CommandAsync("queue remove member Local/1004@from-internal/n from support");
        await clara.UnregisterAsync();
        await SeenAsync("Ben free (Lunch), Clara unavailable", "Clara unavailable");
        var third = anna.Call("602");
        await third.EndedAsync();
        await SeenAsync("Ben free (Lunch), Clara unavailable", "Clara unavailable");
        await UntilAsync(board, queue => queue.Today.GivenUp == 1);
        today = board.For("real").Find("support")!.Today;
        Assert.Equal((1, 1, 1, 0), (today.Answered, today.Abandoned, today.GivenUp, today.Left));

        // What has become of the agents meanwhile; Clara and Ben are in the queue by its configuration.
        await asterisk.CommandAsync("queue unpause member PJSIP/1002 queue support");
        await asterisk.CommandAsync("queue pause member PJSIP/1002 queue support reason Meeting");
        await UntilAsync(board, queue => queue.Agents[0].PausedReason == "Meeting");
        var log = app.App.Services.GetRequiredService<AgentLogQueries>();
        IReadOnlyList<AgentTime> times = [];
        await Polling.UntilAsync(async () =>
        {
            times = await log.PageAsync(ExtensionScope.All, new AgentLogFilter(Server: "real"), null, 100, TestContext.Current.CancellationToken);
            return times.Count == 3;
        });
        Assert.Equal(
            ["Ben paused Meeting lasts", "Dora logged-in  ended", "Ben paused Lunch ended"],
            times.Select(time => $"{time.Name} {time.Event.Word()} {time.Reason} {(time.Until is null ? "lasts" : time.IsUntilKnown ? "ended" : "ended unseen")}"));
        Assert.Equal(["1002", "1004", "1002"], times.Select(time => time.Extension?.Exten));
        Assert.All(times, time => Assert.True(time.IsSinceKnown));
        Assert.All(app.App.Services.GetRequiredService<CallBoard>().Health, health => Assert.Equal(0, health.Contradictions));
    }

    private static Task UntilAsync(QueueBoard board, string support, string local) => UntilAsync(
        board, queue => Text(queue) == support && (local.Length == 0 || Text(board.For("real").Find("local")!) == local), support + " | " + local);

    private static async Task UntilAsync(QueueBoard board, Func<QueueSnapshot, bool> isSo, string what = "")
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (board.For("real").Find("support") is { } queue && isSo(queue)) seen.TrySetResult();
        }

        using var subscription = board.Subscribe(Look);
        Look();
        try
        {
            await seen.Task.InTime();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not seen: {what}. Seen: {string.Join(" | ", board.For("real").Queues.Select(Text))}", late);
        }
    }

    private static string Text(QueueSnapshot queue)
    {
        var agents = string.Join(", ", queue.Agents.Select(agent =>
            $"{agent.Name} {agent.State.Word()}{(agent.OtherQueue is { } other ? " " + other : "")}{(agent.IsPaused ? $" ({agent.PausedReason})" : "")}"));
        return queue.Waiting.Count == 0 ? agents : $"{string.Join(", ", queue.Waiting.Select(caller => $"{caller.Position} {caller.Caller.Number}"))}; {agents}";
    }
}
