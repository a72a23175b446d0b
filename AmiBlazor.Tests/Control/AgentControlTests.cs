using AmiBlazor.Control;

namespace AmiBlazor.Tests.Control;

/// <summary>What reaches the PBX for requests about agents of queues.</summary>
public sealed class AgentControlTests(ControlDatabase database) : IClassFixture<ControlDatabase>
{
    private const string Main = ControlRig.Server;

    [Fact]
    public async Task An_agent_is_paused_in_one_queue_or_all()
    {
        await using var rig = Rig();

        Is(
            ControlOutcome.Done, "The agent is paused in queue “support”.",
            await rig.DoAsync(new PauseRequest(Main, "support", "PJSIP/1001", Paused: true, " Lunch, until 1 ")));
        Assert.Equal(
            "sam agent-paused main PJSIP/1001: done. Queue support, reason “ Lunch, until 1 ”. The agent is paused in queue “support”.", await rig.AuditedAsync());
        Is(
            ControlOutcome.Done, "The agent is no longer paused in any queue.",
            await rig.DoAsync(new PauseRequest(Main, null, "PJSIP/1001", Paused: false, "Lunch")));

        Assert.Equal(
            [
                "Action: QueuePause | Interface: PJSIP/1001 | Paused: true | Queue: support | Reason: Lunch, until 1",
                "Action: QueuePause | Interface: PJSIP/1001 | Paused: false",
            ],
            rig.Pbx.Wire);
    }

    [Fact]
    public async Task In_all_queues_an_agent_is_paused_by_whatever_they_dial()
    {
        await using var rig = Rig();
        const string Local = "Local/1002@from-queue/n";
        rig.SetQueues(
            ControlRig.Queue("support", ControlRig.Agent("1001"), ControlRig.Agent("1002")), ControlRig.Queue("local", ControlRig.Agent("1002", member: Local)),
            ControlRig.Queue("sales", ControlRig.Agent("1002", member: Local)));
        var request = new PauseRequest(Main, null, "PJSIP/1002", Paused: true, "Lunch");

        Is(ControlOutcome.Done, "The agent is paused in all queues.", await rig.DoAsync(request));
        Is(ControlOutcome.Done, "The agent is no longer paused in any queue.", await rig.DoAsync(request with { Interface = Local, Paused = false }));
        Is(ControlOutcome.Done, "The agent is paused in queue “local”.", await rig.DoAsync(request with { Queue = "local", Interface = Local }));

        Assert.Equal(
            [
                "Action: QueuePause | Interface: PJSIP/1002 | Paused: true | Reason: Lunch",
                $"Action: QueuePause | Interface: {Local} | Paused: true | Reason: Lunch",
                $"Action: QueuePause | Interface: {Local} | Paused: false", "Action: QueuePause | Interface: PJSIP/1002 | Paused: false",
                $"Action: QueuePause | Interface: {Local} | Paused: true | Queue: local | Reason: Lunch",
            ],
            rig.Pbx.Wire);
        rig.Pbx.RefusedInterfaces.Add(Local);
        Is(
            ControlOutcome.Refused,
            $"PBX “main” refused it for {Local}; for the agent's other interfaces it was done. (Interface not found)", await rig.DoAsync(request));
        rig.Pbx.RefusedInterfaces.Add("PJSIP/1002");
        Is(ControlOutcome.Gone, "This agent is no longer there. (Interface not found)", await rig.DoAsync(request));
    }

    [Fact]
    public async Task A_pause_has_one_of_the_configured_reasons()
    {
        await using var rig = Rig(control => control.PauseReasons = ["Lunch", "Training"]);
        var request = new PauseRequest(Main, "support", "PJSIP/1001", Paused: true, null);

        Assert.Equal(["Lunch", "Training"], rig.Control.PauseReasons(Main));
        foreach (var reason in (string?[])[null, "", "lunch", "Lunch; x"])
        {
            Is(
                ControlOutcome.Invalid, "Choose one of the reasons that Ami:Servers:N:Control:PauseReasons lists.",
                await rig.DoAsync(request with { Reason = reason }));
        }

        Assert.Equal(ControlOutcome.Done, (await rig.DoAsync(request with { Reason = "Training" })).Outcome);
        Assert.Single(rig.Pbx.Wire);
    }

    [Fact]
    public async Task A_phone_becomes_an_agent_under_its_name_and_leaves_again()
    {
        await using var rig = Rig();
        rig.SetExtensions(ControlRig.Row(3, "1003", "Sales", "Clara \"C\"; the|best"));

        Is(ControlOutcome.Done, "The agent was added to queue “support”.", await rig.DoAsync(new MembershipRequest(Main, "support", "pjsip/1003", Add: true)));
        Is(ControlOutcome.Done, "The agent was removed from queue “support”.", await rig.DoAsync(new MembershipRequest(Main, "support", "PJSIP/1002", Add: false)));

        Assert.Equal(
            [
                "Action: QueueAdd | Queue: support | Interface: PJSIP/1003 | MemberName: Clara  C   the best",
                "Action: QueueRemove | Queue: support | Interface: PJSIP/1002",
            ],
            rig.Pbx.Wire);
    }

    [Fact]
    public async Task An_agent_who_is_called_as_FreePBX_does_is_added_the_same_way()
    {
        await using var rig = Rig();
        rig.SetQueues(ControlRig.Queue("support", ControlRig.Agent("1001", member: "Local/1001@from-queue/n")), ControlRig.Queue("sales", ControlRig.Agent("1002")));

        Assert.Equal(
            ControlOutcome.Done, (await rig.DoAsync(new MembershipRequest(Main, "sales", "Local/1001@from-queue/n", Add: true))).Outcome);

        Assert.Equal(
            ["Action: QueueAdd | Queue: sales | Interface: Local/1001@from-queue/n | MemberName: Agent 1001 | StateInterface: PJSIP/1001"], rig.Pbx.Wire);
    }

    private static void Is(ControlOutcome outcome, string message, ControlResult result) =>
        Assert.Equal((outcome, message), (result.Outcome, result.PbxWords is null ? result.Message : $"{result.Message} ({result.PbxWords})"));

    private ControlRig Rig(Action<AmiBlazor.Ami.AmiControlOptions>? configure = null) => new(database.Database, configure);
}
