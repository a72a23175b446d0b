using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Demo;

/// <summary>
/// The demo PBX against a real Asterisk 22 with real phones: what an account that acts is answered, and what channels of calls, queues and parking live
/// through, event for event and header for header.
/// </summary>
[Needs(Need.Asterisk)]
public sealed class DemoControlLikeRealAsteriskTests : IAsyncLifetime
{
    private static readonly string[] Phones = ["1001", "1002", "1003", "1004", "1005"];

    private readonly DemoPbx _demo = new(Options.Create(new DemoOptions { Enabled = true }), TimeProvider.System, NullLogger<DemoPbx>.Instance);
    private RealAsterisk _real = null!;

    public async ValueTask InitializeAsync() => _real = await Requirements.StartAsteriskAsync(22, new()
    {
        Accounts =
        [
            new("watching", "call,system,agent") { Lines = [AmiEventFilter.Line] },
            new("acting", "call", "call,agent,originate")
            {
                Lines = [AmiEventFilter.Line.Replace("(", "(OriginateResponse|", StringComparison.Ordinal)],
            },
        ],
        Hints = [.. Phones.Select(phone => (RealAsteriskSettings.DefaultContext, phone, "PJSIP/" + phone))],
        Modules = ["func_dialplan", "app_senddtmf"],
        Telephony = new(Phones) { IsExchange = true },
    });

    public async ValueTask DisposeAsync()
    {
        await _demo.DisposeAsync();
        await _real.DisposeAsync();
    }

    [Fact]
    public async Task What_an_account_may_and_may_not_do_is_answered_alike()
    {
        var answers = await Task.WhenAll(
            PlayAsync(_real.Port, _real.Server("watching"), _real.Server("acting"), fixedAgent: "PJSIP/1003"),
            PlayAsync(_demo.Server().EffectivePort, _demo.Server(), _demo.Server().ForControl(), FixedAgent()));

        AssertNone(answers[0].Zip(answers[1]).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}\n  but the demo {pair.Second}"));
    }

    [Fact]
    public async Task Channels_live_through_what_real_ones_do()
    {
        var real = DemoStories.Of(await RecordAsync());
        var demo = DemoStories.OfDemo();

        // What the demo says, header for header.
        AssertNone(real.Shapes.SelectMany(known => known.Value.Except(demo.Shapes.GetValueOrDefault(known.Key, []), StringComparer.Ordinal)
            .Select(shape => $"{known.Key}: {shape} but the demo has {string.Join(" or ", demo.Shapes.GetValueOrDefault(known.Key, []))}")));

        // And in which order.
        AssertNone(real.Stories.Except(demo.Stories, StringComparer.Ordinal));
    }

    private static void AssertNone(IEnumerable<string> differences) => Assert.True(!differences.Any(), string.Join("\n", differences));

    private static async Task<List<string>> PlayAsync(int port, AmiServerOptions watching, AmiServerOptions acting, string fixedAgent)
    {
        var answers = new List<string>();
        foreach (var server in new[] { watching, acting })
        {
            await using var ami = await RawAmi.ConnectAsync(port);
            await ami.SendAsync("Action: Login", "Username: " + server.Username, "Secret: " + server.Secret, "Events: off");
            await ami.ReadAsync();
            foreach (var (number, action) in Script(fixedAgent).Index())
            {
                await ami.SendAsync([.. action.Split('|'), $"ActionID: a{number}"]);
                var answer = (await ami.ReadUntilAsync(message => message["Response"] is not null && message["ActionID"] == $"a{number}"))!;
                answers.Add($"{action} → {answer}".Replace(fixedAgent, "PJSIP/fixed", StringComparison.Ordinal));
            }
        }

        return answers;
    }

    private static IEnumerable<string> Script(string fixedAgent) =>
    [
        "Action: Hangup",
        "Action: Hangup|Channel: PJSIP/none-00000000",
        "Action: Redirect",
        "Action: Redirect|Channel: PJSIP/none-00000000",
        "Action: Redirect|Channel: PJSIP/none-00000000|Context: from-internal",
        "Action: Redirect|Channel: PJSIP/none-00000000|Context: from-internal|Exten: 1001",
        "Action: Redirect|Channel: PJSIP/none-00000000|Context: from-internal|Exten: 1001|Priority: 1",
        "Action: BlindTransfer",
        "Action: BlindTransfer|Channel: PJSIP/none-00000000",
        "Action: BlindTransfer|Channel: PJSIP/none-00000000|Exten: 1001",
        "Action: Park",
        "Action: Park|Channel: PJSIP/none-00000000",
        "Action: PlayDTMF",
        "Action: PlayDTMF|Channel: PJSIP/none-00000000",
        "Action: PlayDTMF|Channel: PJSIP/none-00000000|Digit: 1",
        "Action: StopMixMonitor",
        "Action: StopMixMonitor|Channel: PJSIP/none-00000000",
        "Action: QueuePause",
        "Action: QueuePause|Interface: PJSIP/none",
        "Action: QueuePause|Interface: PJSIP/none|Paused: true",
        "Action: QueueAdd",
        "Action: QueueAdd|Queue: support",
        "Action: QueueAdd|Queue: none|Interface: PJSIP/helper",
        "Action: QueueAdd|Queue: support|Interface: PJSIP/helper|MemberName: Helper",
        "Action: QueueAdd|Queue: support|Interface: PJSIP/helper",
        "Action: QueuePause|Queue: support|Interface: PJSIP/helper|Paused: true|Reason: Lunch",
        "Action: QueuePause|Queue: support|Interface: PJSIP/helper|Paused: yes",
        "Action: QueuePause|Interface: PJSIP/helper|Paused: 0",
        "Action: QueuePenalty",
        "Action: QueuePenalty|Queue: support|Interface: PJSIP/helper|Penalty: 2",
        "Action: QueuePenalty|Queue: support|Interface: PJSIP/none|Penalty: 2",
        "Action: QueueRemove",
        "Action: QueueRemove|Queue: none|Interface: PJSIP/helper",
        "Action: QueueRemove|Queue: support|Interface: PJSIP/none",
        $"Action: QueueRemove|Queue: support|Interface: {fixedAgent}",
        "Action: QueueRemove|Queue: support|Interface: PJSIP/helper",
        "Action: Getvar",
        "Action: Getvar|Variable: DIALPLAN_EXISTS(from-internal,1001,1)",
        "Action: Getvar|Variable: DIALPLAN_EXISTS(from-internal,1001)",
        "Action: Getvar|Variable: DIALPLAN_EXISTS(from-internal,999,1)",
        "Action: Getvar|Variable: DIALPLAN_EXISTS(nowhere,1001,1)",
        "Action: Getvar|Channel: PJSIP/none-00000000|Variable: UNIQUEID",
        "Action: Originate",
        "Action: Originate|Channel: 1001",
        "Action: Originate|Channel: PJSIP/1001|Priority: x",
        "Action: Originate|Channel: PJSIP/1001|Timeout: x",
        "Action: Originate|Channel: PJSIP/1001|Context: from-internal|Exten: 999|Priority: 1|Async: true",
        "Action: ParkedCalls",
        "Action: Command|Command: core show version",
        "Action: Reload",
        "Action: UpdateConfig",
    ];

    private string FixedAgent()
    {
        // The demo's agents of the support queue are always the same: those of the department.
        _demo.Server();
        return new DemoQueues(new DemoFloor(new DemoOptions().Extensions)).Named("support")!.Agents[0].Interface;
    }

    /// <summary>What a real Asterisk says of real calls, to the account that watches.</summary>
    private async Task<List<RawMessage>> RecordAsync()
    {
        await using var ami = await RawAmi.ConnectAsync(_real.Port);
        var server = _real.Server("watching");
        await ami.SendAsync("Action: Login", "Username: " + server.Username, "Secret: " + server.Secret, "Events: call,agent");
        await using var acting = await RawAmi.ConnectAsync(_real.Port);
        var account = _real.Server("acting");
        await acting.SendAsync("Action: Login", "Username: " + account.Username, "Secret: " + account.Secret);
        await using var anna = new SipPhone(_real.SipPort, "1001", isHeard: true);
        await using var ben = new SipPhone(_real.SipPort, "1002", isHeard: true);
        await using var clara = new SipPhone(_real.SipPort, "1003", isHeard: true);
        await using var dora = new SipPhone(_real.SipPort, "1004", isHeard: true);
        await using var emil = new SipPhone(_real.SipPort, "1005", isHeard: true);
        foreach (var phone in new[] { anna, ben, clara, dora, emil }) await phone.RegisterAsync();
        var play = new RealPlay(ami, acting);
        await play.TalkAsync(anna, emil, async (call, _) => await call.HangUpAsync());
        await play.TalkAsync(anna, emil, async (call, rings) =>
        {
            await rings.HoldAsync();
            await rings.ResumeAsync();
            await rings.HangUpAsync();
            await call.EndedAsync();
        });
        await play.QueueAsync(anna, clara, ben);
        await play.AbandonAsync(anna, clara, ben);
        await play.ParkAsync(anna, emil, dora);
        await play.GiveUpAsync(anna, emil);
        await play.ListenAsync(anna, emil, dora);
        await play.PickUpAsync(anna, emil, dora);
        await play.TransferAsync(anna, emil, dora);
        await play.MeetAsync(anna, emil);
        return await play.EndAsync();
    }
}
