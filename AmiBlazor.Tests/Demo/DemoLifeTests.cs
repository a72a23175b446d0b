using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Demo;

namespace AmiBlazor.Tests.Demo;

/// <summary>What the demo PBX tells is what is so in it, and nobody stays behind, whatever happens to calls.</summary>
public sealed class DemoLifeTests
{
    private static readonly string[] Acts =
    [
        "Hangup", "Hangup", "Redirect", "BlindTransfer", "Park", "PlayDTMF", "StopMixMonitor", "Originate", "Spy", "PickUp", "Fetch", "QueuePause", "QueueAdd",
        "QueueRemove",
    ];

    [Theory, InlineData(60, 1), InlineData(120, 2)]
    public void In_an_hour_everything_happens_and_is_told_as_it_is(int extensions, int seed)
    {
        var life = new DemoCalls(new DemoFloor(extensions), new Random(seed));
        life.AdvanceTo(TimeSpan.FromMinutes(15));
        var follower = new DemoFollower(life.Exchange);
        var finished = new List<RecordedCall>();
        var mostWaiting = 0;

        for (var minute = 15; minute < 75; minute++)
        {
            for (var second = 1; second <= 60; second++)
            {
                life.AdvanceTo(TimeSpan.FromSeconds((60 * minute) + second));
                finished.AddRange(follower.TakeFinished());
            }

            follower.AssertRight();
            mostWaiting = Math.Max(mostWaiting, life.Exchange.Queues.All.Sum(queue => queue.Waiting.Count));

            // Nobody is stuck: neither in a queue, nor parked, nor in a call that nobody ends.
            var now = life.Exchange.Switch.Now;
            var waiting = life.Exchange.Queues.All.SelectMany(queue => queue.Waiting);
            Assert.All(waiting, call => Assert.InRange(now - call.JoinedAt, TimeSpan.Zero, DemoQueue.LongestWait));
            Assert.All(life.Exchange.Parking.All, parked => Assert.InRange(now - parked.At, TimeSpan.Zero, DemoParking.Timeout));
            Assert.All(life.Exchange.Switch.Channels, channel => Assert.InRange(now - channel.CreatedAt, TimeSpan.Zero, TimeSpan.FromMinutes(40)));
        }

        string[] events =
        [
            "Newchannel", "Newstate", "NewConnectedLine", "BridgeEnter", "BridgeLeave", "Hold", "Unhold", "HangupRequest", "Hangup", "ParkedCall",
            "UnParkedCall", "QueueCallerJoin", "QueueCallerLeave", "QueueCallerAbandon", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
            "QueueMemberPause", "QueueMemberAdded", "QueueMemberRemoved", "ExtensionStatus",
        ];
        Assert.Empty(events.Except(follower.Heard.Keys, StringComparer.Ordinal));
        Assert.InRange(mostWaiting, 2, 60);

        // Calls as people make them: most are answered, those of queues with their queue, none twice.
        Assert.Equal(finished.Count, finished.Select(call => call.Id).Distinct(StringComparer.Ordinal).Count());
        var answered = finished.Count(call => call.Outcome == CallOutcome.Answered) / (double)finished.Count;
        var counts = finished.CountBy(call => $"{call.Queue} {call.Outcome}").OrderBy(pair => pair.Key, StringComparer.Ordinal);
        Assert.True(answered is > 0.6 and < 0.95, string.Join(", ", counts));
        Assert.Contains(finished, call => call is { Queue: "support", Outcome: CallOutcome.Answered });
        Assert.Contains(finished, call => call is { Queue: not null, Outcome: CallOutcome.Abandoned });
        Assert.InRange(life.Exchange.Courses.Count, 1, 2 * extensions);
    }

    [Theory, InlineData(11), InlineData(14)]
    public void Whatever_an_account_does_is_told_as_it_is_and_leaves_nothing_behind(int seed)
    {
        var exchange = new DemoExchange(new DemoFloor(120), new Random(seed));
        var control = new DemoControl(exchange);
        var follower = new DemoFollower(exchange);
        var random = new Random(seed);
        var done = new HashSet<string>(StringComparer.Ordinal);

        for (var second = 0; second < 1_800; second++)
        {
            if (second % 3 == 0) exchange.Call(exchange.Chance.Outside(), DemoFloor.MainContext, random.Next(3) == 0 ? "600" : "1005");
            if (second % 5 == 0 && exchange.Talks.FreePhone() is { } phone) exchange.Call(phone, Number(random));
            var act = Acts[random.Next(Acts.Length)];
            if (Action(act, exchange, random) is { } action && control.Do(action) is { IsError: false }) done.Add(act);
            exchange.Courses.AdvanceTo(TimeSpan.FromSeconds(second + 1));
            if (second % 10 == 0) follower.AssertRight();
        }

        // Everybody goes home.
        exchange.Courses.AdvanceTo(TimeSpan.FromHours(3));

        follower.AssertRight();
        Assert.Equal(Acts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
        Assert.Empty(exchange.Switch.Channels);
        Assert.Empty(exchange.Switch.Bridges);
        Assert.Empty(exchange.Parking.All);
        Assert.All(exchange.Queues.All, queue => Assert.Empty(queue.Waiting));
        Assert.All(exchange.Queues.All.SelectMany(queue => queue.Agents), agent => Assert.False(agent.IsInCall));
        Assert.All(exchange.Floor.Extensions, extension => Assert.Equal((DemoState.Idle, 0), (extension.State, extension.Channels.Count)));
        Assert.Equal(0, exchange.Courses.Count);
        Assert.DoesNotContain(follower.TakeFinished(), call => call.EndedAt is null);
    }

    private static string Number(Random random) => random.Next(6) switch
    {
        0 => "600",
        1 => "625",
        2 => "601",
        3 => "0301234567",
        4 => "999",
        _ => (1_000 + random.Next(100)).ToString(CultureInfo.InvariantCulture),
    };

    private static DemoAction? Action(string act, DemoExchange exchange, Random random)
    {
        var channels = exchange.Switch.Channels;
        var channel = channels.OrderBy(one => one.Id, StringComparer.Ordinal).ElementAtOrDefault(random.Next(Math.Max(1, channels.Count)));
        var own = exchange.Talks.FreePhone()?.Device;
        var queue = exchange.Queues.All[random.Next(exchange.Queues.All.Count)];
        var agent = queue.Agents[random.Next(queue.Agents.Count)].Interface;
        return act switch
        {
            _ when channel is null || own is null => null,
            "Hangup" => Send("Hangup", ("Channel", channel.Name)),
            "Redirect" => Send("Redirect", ("Channel", channel.Name), ("Context", DemoFloor.MainContext), ("Exten", Number(random)), ("Priority", "1")),
            "BlindTransfer" => Send("BlindTransfer", ("Channel", channel.Name), ("Context", DemoFloor.MainContext), ("Exten", Number(random))),
            "Park" => Send("Park", ("Channel", channel.Name)),
            "PlayDTMF" => Send("PlayDTMF", ("Channel", Pressing(exchange, channel).Name), ("Digit", Pressing(exchange, channel).Tones.Length == 0 ? "*" : "3")),
            "StopMixMonitor" => Send("StopMixMonitor", ("Channel", (channels.FirstOrDefault(one => one.IsRecorded) ?? channel).Name)),
            "Originate" => Send("Originate", ("Channel", own), ("Context", DemoFloor.MainContext), ("Exten", "1003"), ("Priority", "1"), ("Async", "true")),
            "Spy" => Send("Originate", ("Channel", own), ("Application", "ChanSpy"), ("Data", channel.Id + ",uqES"), ("Async", "true")),
            "PickUp" => Send("Originate", ("Channel", own), ("Application", "PickupChan"), ("Data", channel.Name), ("Async", "true")),
            "Fetch" => Send("Originate", ("Channel", own), ("Application", "ParkedCall"), ("Data", "default,701"), ("Async", "true")),
            "QueuePause" => Send("QueuePause", ("Interface", agent), ("Paused", random.Next(2) == 0 ? "true" : "false"), ("Reason", "Lunch")),
            "QueueAdd" => Send("QueueAdd", ("Queue", queue.Name), ("Interface", own), ("MemberName", "Helper")),
            _ => Send("QueueRemove", ("Queue", queue.Name), ("Interface", queue.Agents.Find(one => one.IsDynamic)?.Interface ?? agent)),
        };
    }

    /// <summary>Whose code has begun, so that it is ended.</summary>
    private static DemoChannel Pressing(DemoExchange exchange, DemoChannel channel) =>
        exchange.Switch.Channels.FirstOrDefault(one => one is { Tones.Length: > 0, Peer: not null }) ?? channel;

    private static DemoAction Send(string name, params IEnumerable<(string Name, string Value)> headers) =>
        new([KeyValuePair.Create("Action", name), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], null);
}
