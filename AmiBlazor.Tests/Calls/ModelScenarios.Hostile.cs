namespace AmiBlazor.Tests.Calls;

/// <content>Callers who write lines of the protocol into what Asterisk passes on as it came.</content>
internal sealed partial class ModelScenarios
{
    /// <summary>The most bytes of a number: Asterisk cuts what is longer.</summary>
    private const int LongestNumber = 79;

    /// <summary>What they write; V is somebody else's channel, B somebody else's bridge, and a bar a line end.</summary>
    private static readonly string[] Texts =
    [
        "1||Event:StatusComplete|X:", "1||Event:StatusComplete|ActionID:x|EventList:Complete|X:", "1||Event:BridgeListComplete|X:", "1||Event:QueueStatusComplete|X:",
        "1||Response:Error|Message:x|X:", "1||Response:Success|X:", "1||Event:Hangup|Privilege:call,all|Uniqueid:V|Cause:16|", "1||Event:ExtensionStatus|Exten:1001|Status:8|X:",
        "1||Event:DeviceStateChange|Privilege:call,all|Device:a|State:BUSY||", "1||Event:DeviceStateChange|Privilege:call,all|Device:a|State:BUSY",
        "1||Event:QueueEntry|Queue:x|Position:1|Channel:y|Uniqueid:V", "1||Event:QueueMember|Queue:x|Name:a|Location:PJSIP/1|X:", "1||Event:Status|Uniqueid:V|X:",
        "1|Priority:1|Uniqueid:V|Linkedid:V", "1|BridgeID:B|Variable:CHANNEL(onhold)=1", "1|CallerIDName:Boss", "1||", "1|", "1|no header", "a\nb", "a\rb", "a\0b", "\r", "\n\n",
        "<script>alert(1)</script>", "sip:x@y;tag=1", "anonymous", "+49 (30) 12-34", "\u001b[31m", "\ufffd\u202e",
    ];

    private IEnumerable<bool> Hostile()
    {
        var caller = pbx.New("PJSIP/hostile", Text(), dialled: Text());
        caller.PartyName = Random.Next(4) switch { 0 => new string('x', 10_000), 1 => Text(), _ => "" };
        caller.Application = "Dial";
        caller.Data = "PJSIP/" + Text();
        if (Flip()) yield return true;
        if (Flip())
        {
            pbx.Become(caller, 6);
            caller.Application = "Queue";
            pbx.Queue(caller, "support", isWaiting: true);
            yield return true;
            pbx.Queue(caller, "support", isWaiting: false);
        }

        var called = pbx.New("PJSIP/hostile-called", Text(), caller, Text());
        pbx.Become(called, 5);
        yield return true;
        if (Flip())
        {
            var talk = Join(called, caller);
            yield return true;
            foreach (var step in Holding(talk)) yield return step;
        }

        Hangup(caller, called);
        yield return true;
    }

    private string Text()
    {
        var victims = pbx.Channels.Where(channel => !channel.Name.Contains("hostile", StringComparison.Ordinal)).ToList();
        var victim = victims.Count == 0 ? null : victims[Random.Next(victims.Count)];
        var text = Texts[Random.Next(Texts.Length)].Replace("V", victim?.Id ?? "1", StringComparison.Ordinal)
            .Replace("B|", (victim?.Bridge?.Id ?? "b") + "|", StringComparison.Ordinal).Replace("|", "\r\n", StringComparison.Ordinal);
        return text.Length <= LongestNumber ? text : text[..LongestNumber];
    }
}
