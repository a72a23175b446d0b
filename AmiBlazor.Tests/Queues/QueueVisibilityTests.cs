using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace AmiBlazor.Tests.Queues;

public sealed class QueueVisibilityTests
{
    private static readonly ExtensionKey Anna = new("main", "hints", "1001");
    private static readonly ExtensionKey Ben = new("main", "hints", "1002");
    private static readonly ExtensionKey Clara = new("main", "hints", "1003");

    [Fact]
    public void Who_sees_all_sees_each_queue_as_it_is()
    {
        var queues = Queues();

        var seen = Visible(ExtensionScope.All, NumberPrivacy.Full, queues);

        Assert.Equal(queues.Queues, seen);
    }

    [Fact]
    public void A_viewer_of_a_department_sees_its_queues_and_of_others_agents_only_that_there_are_some()
    {
        var seen = Visible(new ExtensionScope(null, ["Sales"]), NumberPrivacy.Full, Queues());

        var queue = Assert.Single(seen);
        Assert.Equal("sales", queue.Name);
        Assert.Equal(["Ben", ""], queue.Agents.Select(agent => agent.Name));
        var hidden = queue.Agents[1];
        Assert.Equal(
            (true, "", "", "", 0, null, AgentState.InOtherCall, ""),
            (hidden.IsHidden, hidden.Interface, hidden.StateDevice, hidden.PausedReason, hidden.CallsTaken, hidden.OtherQueue, hidden.State,
                string.Concat(hidden.Extensions)));
        Assert.Null(queue.Agents[0].OtherQueue);
        Assert.Equal([("0301234567", false), ("", true)], queue.Waiting.Select(waiting => (waiting.Caller.Number, waiting.Caller.IsHidden)));
    }

    [Theory]
    [InlineData(NumberPrivacy.Full, "0301234567", "Max")]
    [InlineData(NumberPrivacy.LastDigits, "…567", "")]
    [InlineData(NumberPrivacy.None, "", "")]
    public void Of_who_waits_the_privacy_of_numbers_decides(NumberPrivacy privacy, string number, string name)
    {
        var seen = Visible(ExtensionScope.All, privacy, Queues());

        var callers = seen.Single(queue => queue.Name == "sales").Waiting.Select(waiting => waiting.Caller).ToList();
        Assert.Equal((number, name), (callers[0].Number, callers[0].Name));
        Assert.Equal("1003", callers[1].Number);
    }

    [Fact]
    public void Another_PBX_has_no_queues()
    {
        Assert.Empty(Visible(new ExtensionScope(["other"], null), NumberPrivacy.Full, Queues()));
    }

    private static List<QueueSnapshot> Visible(ExtensionScope scope, NumberPrivacy privacy, PbxQueues queues)
    {
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        board.Publish("main", [Row(1, Anna, "Support"), Row(2, Ben, "Sales"), Row(3, Clara, "Support")], facts: null);
        return [.. new QueueVisibility(new CallVisibility(scope, privacy, board.Snapshot)).Of(queues)];
    }

    private static BoardRow Row(int id, ExtensionKey key, string department) => new(id, key, "PJSIP/" + key.Exten, null, department, 0, true, default, null, default);

    private static PbxQueues Queues() => new("main",
    [
        Queue("sales", [Agent("Anna", Anna, AgentState.InOtherQueue, "support"), Agent("Ben", Ben, AgentState.InOtherQueue, "support")]) with
        {
            Waiting =
            [
                new WaitingCaller(1, new CallPeer("1.1", "0301234567", "Max", []), default),
                new WaitingCaller(2, new CallPeer("1.2", "1003", "Clara", [Clara]), default),
            ],
        },
        Queue("support", [Agent("Clara", Clara, AgentState.Free, null)]),
    ]);

    private static QueueSnapshot Queue(string name, IReadOnlyList<QueueAgent> agents) =>
        new("main", name) { Agents = agents, Today = new QueueFigures(default), Strategy = "ringall" };

    private static QueueAgent Agent(string name, ExtensionKey key, AgentState state, string? other) => new()
    {
        Interface = "PJSIP/" + key.Exten,
        StateDevice = "PJSIP/" + key.Exten,
        Name = name,
        Extensions = [key],
        State = state,
        OtherQueue = other,
        IsPaused = true,
        PausedReason = "Lunch",
        CallsTaken = 7,
    };
}
