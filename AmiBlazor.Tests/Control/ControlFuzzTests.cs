using System.Text.RegularExpressions;
using AmiBlazor.Board;
using AmiBlazor.Control;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>Whatever a request holds, and whatever stands on the boards: only these actions, in these shapes, ever reach the PBX.</summary>
public sealed class ControlFuzzTests(ControlDatabase database, ITestOutputHelper output) : IClassFixture<ControlDatabase>
{
    private const string Id = "[a-z]+-[0-9a-f]{32}";
    private const string Channel = "PJSIP/100[1-4]-0000000[1-9]";
    private const string Own = $"Action: Originate\nActionID: {Id}\nChannel: PJSIP/100[1-5]\nChannelId: amiblazor-[0-9a-f]{{32}}\nTimeout: 30000\nAsync: true\n"
        + "CallerID: (\"[\\w .'-]{1,40}\" )?<[0-9A-Za-z*#]{1,20}>\n";
    private const string Number = "(100[1-5]|0[1-9][0-9]{3})";
    private const string Member = "(PJSIP/100[1-5]|Local/1001@from-queue/n)";

    /// <summary>A line break is <c>\n</c> here, so none can be within a value.</summary>
    private static readonly Regex[] Shapes =
    [
        .. ((string[])[
            $"Action: Getvar\nActionID: {Id}\nVariable: DIALPLAN_EXISTS\\(from-internal,{Number},1\\)",
            $"Action: Status\nActionID: {Id}\nChannel: {Channel}\nVariables: CHANNEL\\(onhold\\),CDR\\(answer,u\\)",
            $"Action: Status\nActionID: {Id}\nVariables: CHANNEL\\(onhold\\),CDR\\(answer,u\\)",
            $"Action: ParkedCalls\nActionID: {Id}",
            $"Action: Hangup\nActionID: {Id}\nChannel: {Channel}\nCause: 16",
            $"Action: BlindTransfer\nActionID: {Id}\nChannel: {Channel}\nContext: from-internal\nExten: {Number}",
            $"Action: Park\nActionID: {Id}\nChannel: {Channel}\nTimeoutChannel: {Channel}",
            $"Action: PlayDTMF\nActionID: {Id}\nChannel: {Channel}\nDigit: [*3]\nReceive: true",
            $"Action: StopMixMonitor\nActionID: {Id}\nChannel: {Channel}",
            $"Action: QueuePause\nActionID: {Id}\nInterface: {Member}\nPaused: (true|false)(\nQueue: (support|sales))?(\nReason: [^\\p{{Cc}};|\\u2028\\u2029]{{1,80}})?",
            $"Action: QueueAdd\nActionID: {Id}\nQueue: (support|sales)\nInterface: {Member}(\nMemberName: [^\\p{{Cc}};|,\"]{{1,80}})?(\nStateInterface: PJSIP/100[1-5])?",
            $"Action: QueueRemove\nActionID: {Id}\nQueue: (support|sales)\nInterface: {Member}",
            $"{Own}Context: from-internal\nExten: {Number}\nPriority: 1",
            Own + "Application: ChanSpy\nData: [1-9],uqES[wB]?",
            $"{Own}Application: PickupChan\nData: {Channel}",
            Own + "Application: ParkedCall\nData: default,70[1-5]",
        ]).Select(shape => new Regex($"\\A{shape}\\z", RegexOptions.CultureInvariant)),
    ];

    private static readonly string[] Hostile =
    [
        "", " ", "\0", "1001\0", "1001\r\nAction: Originate\r\nChannel: Local/s@evil", "\r\n\r\nAction: Command\r\nCommand: core stop now\r\n\r\n", "1001\n", "1001\r",
        "/.*/", "/PJSIP.*/", "PJSIP/", "PJSIP", "*", "#", "+", "1001,B", "1001|evil", "1001&PJSIP/1004", "1001;evil", "${SHELL(id)}", "1001@evil", "Local/s@evil/n",
        "SIP/1001", "PJSIP/1001/sip:evil@192.0.2.9", "١٠٠١", "１００１", "𝟏𝟎𝟎𝟏", "1001\u2028", "\ud800", "x\udc00", "\u202e1001", "anonymous", "sip:1001@evil", "1e3", "-1", "0x3e9",
        "000000", "00123456", "0900123456", "011", "99999999999999999999999", "../../etc/passwd", "<script>", "\"", "'; DROP TABLE", "support\r\nPaused: true", "Lunch; |x",
        "PJSIP/1001-00000001", "pjsip/1001", "PJSIP/1001 ", " 1001", "1001 ", "DIALPLAN_EXISTS", "1,uqESB", "2,B", "no such", new string('1', 10_240), new string('x', 10_240),
        new string('\r', 10_240), string.Concat(Enumerable.Repeat("PJSIP/1001&", 1_000)), "\u001b[31m", "\a", "%0d%0a", "\\r\\n", "\u0085", "\u000b", "1\u00a0", "Ａ",
    ];

    private static readonly string[] Good = ["1001", "1002", "1003", "1004", "1005", "01234", "09999", "1", "2", "3", "4", "5", "support", "sales", "PJSIP/1001", "PJSIP/1003",
        "PJSIP/1005", "Local/1001@from-queue/n", "Lunch", "main", "from-internal"];

    [Fact]
    public async Task Nothing_but_the_allowed_actions_in_their_shapes_reaches_the_PBX()
    {
        var seed = LongRun.Of(20261129, Environment.TickCount);
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var rig = new ControlRig(database.Database);
        Furnish(rig);
        rig.Pbx.OnPress = static (session, _) => session.SendAsync(ControlPbx.Event("MixMonitorStart", "PJSIP/1001-00000001", "1"));
        var requests = LongRun.Of(1_000, 40_000);
        var outcomes = new Dictionary<ControlOutcome, int>();

        for (var number = 0; number < requests; number++)
        {
            var request = Request(random);
            var scope = random.Next(4) switch { 0 => ControlRig.Sales, 1 => new ExtensionScope([Text(random)], [Text(random)]), _ => ExtensionScope.All };
            var result = await rig.DoAsync(request, scope);
            outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
            Assert.DoesNotContain(result.Message, letter => char.IsControl(letter) || letter == '\0');
            Assert.InRange(result.Message.Length, 1, 600);
        }

        output.WriteLine(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key}: {outcome.Value}")));
        Assert.InRange(rig.Pbx.Actions.Count, requests / 20, int.MaxValue);
        foreach (var action in rig.Pbx.Actions)
        {
            var text = string.Join('\n', action.Lines);
            Assert.True(Array.Exists(Shapes, shape => shape.IsMatch(text)), $"This reached the PBX:{Environment.NewLine}{text}");
        }

        // Everything that may happen has happened.
        foreach (var name in (string[])["Hangup", "BlindTransfer", "Park", "PlayDTMF", "StopMixMonitor", "QueuePause", "QueueAdd", "QueueRemove", "Originate"])
            Assert.True(rig.Pbx.Actions.Any(action => action.Name == name), $"{name} never happened.");
    }

    /// <summary>Boards on which not everything is as it should be: people name extensions, and a PBX names devices, as they like.</summary>
    private static void Furnish(ControlRig rig)
    {
        rig.SetExtensions(
            ControlRig.Row(1, "1001", "Sales", "Anna\r\nVariable: FILE(/tmp/x,,,a)=evil"), ControlRig.Row(2, "1002", "Sales", "\" <1>, evil \ud83d\ude00|;"),
            ControlRig.Row(3, "1003", "Sales", new string('ü', 300)), ControlRig.Row(5, "1005", "Sales", "\0"),
            ControlRig.Row(6, "1006", "Sales", "x", "Local/s@evil"), ControlRig.Row(7, "1007", "Sales", "x", "PJSIP/10 07"),
            ControlRig.Row(8, "1008", "Sales", "x", "PJSIP/1008,uqESB"), ControlRig.Row(10, "1010", "Sales", "x", "/.*/"));
        rig.SetQueues(
            ControlRig.Queue("support", ControlRig.Agent("1001"), ControlRig.Agent("1004"), ControlRig.Agent("1002", isDynamic: true),
                ControlRig.Agent("1005", isDynamic: true, member: "PJSIP/1005\r\nQueue: evil")),
            ControlRig.Queue("sales", ControlRig.Agent("1001", isDynamic: true, member: "Local/1001@from-queue/n")),
            ControlRig.Queue("evil\r\nAction: Command", ControlRig.Agent("1001")));
        var scene = ControlRig.Scene().Talk().New("3", "PJSIP/1004-00000003", "1004").New("4", "PJSIP/1001-00000004", "1001", "3").Become("4", 5)
            .New("5", "/.*/-1", "0301").New("6", "PJSIP/1002-00000006", "1002").New("7", "PJSIP/x,B-00000007", "1002", "6").Become("7", 5).New("8", "PJSIP/1001-00000008", "1001");
        rig.Show(scene.Tell(new AmiBlazor.Ami.ChannelEvent.Parking(scene.Snapshot("8"), "default", "703")));
    }

    private static ControlRequest Request(Random random)
    {
        string Any() => Text(random);
        var server = random.Next(10) == 0 ? Any() : ControlRig.Server;
        var from = new ExtensionKey(random.Next(10) == 0 ? Any() : server, random.Next(10) == 0 ? Any() : "from-internal", random.Next(2) == 0 ? "1003" : Any());
        var channel = random.Next(3) == 0 ? Any() : $"{random.Next(1, 9)}";
        return random.Next(12) switch
        {
            0 => new CallRequest(server, from, Any()),
            1 => new HangUpRequest(server, channel),
            2 => new TransferRequest(server, channel, Any()),
            3 => new ParkRequest(server, channel),
            4 => new FetchRequest(server, from, channel),
            5 => new PickUpRequest(server, from, channel),
            6 => new ListenRequest(server, from, channel, (ListenMode)random.Next(-1, 5)),
            7 => new RecordRequest(server, channel, Start: random.Next(20) == 0),
            8 or 9 => new PauseRequest(server, random.Next(2) == 0 ? null : Queue(), Member(), random.Next(2) == 0, Any()),
            _ => new MembershipRequest(server, Queue(), Member(), random.Next(2) == 0),
        };

        string Queue() => random.Next(3) == 0 ? Any() : Good[random.Next(2) == 0 ? 12 : 13];
        string Member() => random.Next(3) == 0 ? Any() : random.Next(2) == 0 ? $"PJSIP/100{random.Next(1, 6)}" : "Local/1001@from-queue/n";
    }

    private static string Text(Random random)
    {
        var text = random.Next(3) > 0 ? Good[random.Next(Good.Length)] : random.Next(20) == 0 ? null! : Hostile[random.Next(Hostile.Length)];
        if (text is null || random.Next(6) > 0) return text!;
        var at = random.Next(text.Length + 1);
        return text[..at] + Hostile[random.Next(Hostile.Length)] + text[at..];
    }
}
