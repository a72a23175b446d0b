using System.Text;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Asterisk;

namespace AmiBlazor.Tests.Demo;

/// <summary>What channels live through, by the events of which they are the subject, and the headers that each event has.</summary>
/// <param name="Stories">The names of the events of a channel, in their order, joined.</param>
/// <param name="Shapes">The names of the headers of each event, joined.</param>
internal sealed record DemoStories(HashSet<string> Stories, Dictionary<string, HashSet<string>> Shapes)
{
    /// <summary>Events that come from another thread of Asterisk than those around them, so that their order is not kept.</summary>
    private static readonly string[] Unordered = ["NewConnectedLine", "NewCallerid", "HangupRequest", "Newstate", "AgentComplete"];

    public static DemoStories Of(IEnumerable<RawMessage> messages)
    {
        var stories = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var shapes = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message["Event"] is not { } name) continue;
            if (!shapes.TryGetValue(name, out var known)) shapes.Add(name, known = new(StringComparer.Ordinal));
            known.Add(string.Join(',', message.Headers.Select(header => header.Key)));
            if (name is "OriginateResponse" || Unordered.Contains(name, StringComparer.Ordinal)) continue;
            if ((message["Uniqueid"] ?? message["ParkeeUniqueid"] ?? message["SpyerUniqueid"]) is not { } id) continue;
            if (!stories.TryGetValue(id, out var story)) stories.Add(id, story = []);

            // That of parking and that of bridges are told side by side.
            if (!name.Contains("ParkedCall", StringComparison.Ordinal))
                story.Add(name);
            else
                story[0] += $" ({name})";
        }

        return new([.. stories.Values.Where(story => story[^1] is "Hangup").Select(story => string.Join(' ', story))], shapes);
    }

    /// <summary>Two hours of the demo's own life, in which an account acts as well.</summary>
    public static DemoStories OfDemo()
    {
        var accounts = new DemoAccounts();
        var messages = new List<RawMessage>();
        var life = new DemoCalls(new DemoFloor(120), new Random(7));
        var (exchange, control) = (life.Exchange, new DemoControl(life.Exchange));
        exchange.Floor.Changed = (extension, state) => Hear(DemoWire.Event(extension, state));
        exchange.Switch.Told = Hear;
        for (var second = 0; second < 7_200; second++)
        {
            life.AdvanceTo(TimeSpan.FromSeconds(second));
            if (second % 4 == 0) Act(exchange, control, second);
        }

        return Of(messages);

        void Hear(DemoEvent happened)
        {
            if (accounts.Main.Passes(happened.Name) || accounts.Control.Passes(happened.Name)) messages.AddRange(Read(happened.Bytes));
        }
    }

    private static void Act(DemoExchange exchange, DemoControl control, int second)
    {
        if (exchange.Talks.FreePhone()?.Device is not { } own || exchange.Switch.Channels.Count == 0) return;
        var talking = exchange.Switch.Channels.FirstOrDefault(channel => channel is { Peer: not null, IsCalled: false, Phone: not null, Spies.Count: 0 });
        var called = exchange.Switch.Channels.FirstOrDefault(channel => channel is { Peer: not null, IsCalled: true, Phone: not null, QueueCall: null });
        var ringing = exchange.Switch.Channels.FirstOrDefault(channel => channel is { RungBy: not null, Phone: not null });
        if (second / 4 % 6 == 5 && exchange.Parking.All.FirstOrDefault() is { } waiting) exchange.HangUp(waiting.Channel);
        Do((second / 4 % 6) switch
        {
            0 when talking is not null => ["Action: Originate", "Channel: " + own, "Application: ChanSpy", $"Data: {talking.Id},uqES", "CallerID: \"L\" <77>"],
            1 when ringing is not null => ["Action: Originate", "Channel: " + own, "Application: PickupChan", "Data: " + ringing.Name, "ActionID: 1"],
            2 when talking is not null => ["Action: Park", "Channel: " + talking.Name],
            3 when called is not null => ["Action: BlindTransfer", "Channel: " + called.Name, "Context: from-internal", "Exten: 1050"],
            4 when exchange.Parking.All.FirstOrDefault() is { } parked =>
                ["Action: Originate", "Channel: " + own, "Context: from-internal", "Exten: " + parked.Space, "Priority: 1"],
            _ => [],
        });

        void Do(string[] lines)
        {
            if (lines.Length == 0) return;
            control.Do(new DemoAction([.. lines.Select(line => KeyValuePair.Create(line.Split(": ")[0], line.Split(": ")[1]))], null));
        }
    }

    private static IEnumerable<RawMessage> Read(byte[] bytes) =>
        Encoding.Latin1.GetString(bytes).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(message => new RawMessage(
            [.. message.Split("\r\n").Select(line => line.Split(": ", 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))]));
}
