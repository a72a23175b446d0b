using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Calls;

namespace AmiBlazor.Benchmarks.Calls;

/// <summary>What it costs to follow calls: 50 new ones a second with 200 at once, each by Local channels, and the reading of many calls.</summary>
internal sealed class CallGoals(BenchmarkOptions options)
{
    private const int PerSecond = 50;
    private const int AtOnce = 200;
    private const string Scanned = "bare scan for messages";
    private const string Followed = "events applied";
    private const string Shown = "events applied, calls read 40 times a second";

    private static readonly int[] Sizes = [200, 2_000, 10_000];

    public async Task<IReadOnlyList<Goal>> RunAsync() => [.. await FollowAsync(), .. await ReadAsync()];

    private async Task<IEnumerable<Goal>> FollowAsync()
    {
        var stream = new CallStream(PerSecond, AtOnce, seconds: options.Quick ? 4 : 10);
        var replay = new CallReplay(stream);
        var standings = await new Contest(options).RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"{stream.Length.TotalSeconds:0} s of {PerSecond} calls a second, {AtOnce} at once ({stream.Events:#,0} events)"),
            21,
            [
                Contender(Scanned, () => replay.Scan()),
                Contender(Followed, () => replay.Play(areShown: false)),
                Contender(Shown, () => replay.Play(areShown: true)),
            ]);
        Report.Print(standings);
        double Share(string name) => standings.Median(name, sample => sample.OwnCpu) / stream.Length.TotalMilliseconds * 100;
        double Allocated(string name) => standings.Median(name, sample => sample.Allocated) / stream.Events;
        return
        [
            Goal.AtLeast("calls shown at once", AtOnce, replay.Most, ""),
            Goal.AtMost("50 calls a second, 200 at once: CPU of a core, without the socket", 15, Share(Shown), " %"),
            Goal.AtMost("the same, events applied alone: CPU ÷ bare scan for messages", 12, standings.Ratio(Followed, Scanned, sample => sample.OwnCpu)),
            Goal.AtMost("allocated for an event that is applied", 1_200, Allocated(Followed), " bytes"),
        ];
    }

    /// <summary>Calls are read anew as a whole: it must take as long as there are calls, and no longer.</summary>
    private async Task<IEnumerable<Goal>> ReadAsync()
    {
        var phones = new PhoneIndex();
        var contenders = new List<Contender>();
        foreach (var size in Sizes)
        {
            var tracker = Fill(size);
            var before = CallReader.Read("main", tracker, phones, CallSnapshot.Empty("main"), DateTimeOffset.UnixEpoch, isAfterList: true);
            if (before.Calls.Count != size) throw new BenchmarkException($"{before.Calls.Count} calls were read, not {size}.");
            contenders.Add(Contender(Name(size), () => CallReader.Read("main", tracker, phones, before, DateTimeOffset.UnixEpoch, isAfterList: false)));
        }

        var standings = await new Contest(options).RunAsync("Reading calls of which none has changed", 41, contenders);
        Report.Print(standings);
        return
        [
            Goal.AtMost("10,000 calls read: CPU for each ÷ that of 200", 3, standings.Ratio(Name(Sizes[2]), Name(Sizes[0]), sample => sample.OwnCpu) * Sizes[0] / Sizes[2]),
            Goal.AtMost("2,000 calls read: CPU for each ÷ that of 200", 3, standings.Ratio(Name(Sizes[1]), Name(Sizes[0]), sample => sample.OwnCpu) * Sizes[0] / Sizes[1]),
        ];
    }

    private static string Name(int size) => string.Create(CultureInfo.InvariantCulture, $"{size:#,0} calls");

    /// <summary>So many calls of two phones each, joined by a Local channel.</summary>
    private static CallTracker Fill(int calls)
    {
        var tracker = new CallTracker();
        for (var call = 0; call < calls; call++)
        {
            for (var channel = 0; channel < 4; channel++)
            {
                var name = channel is 0 or 3 ? $"PJSIP/{1000 + call}-{call:x8}" : $"Local/{call}@from-queue-{call:x8};{channel}";
                var id = string.Create(CultureInfo.InvariantCulture, $"1795893338.{(4 * call) + channel}");
                var made = new ChannelSnapshot(
                    id, name, string.Create(CultureInfo.InvariantCulture, $"1795893338.{4 * call}"), ChannelStates.Up, name, "", "", "", "600");
                tracker.Apply(new ChannelEvent.Created(made), DateTimeOffset.UnixEpoch);
                tracker.Apply(new ChannelEvent.Entered(made, $"{call}-{channel / 2}", BridgeKind.Basic), DateTimeOffset.UnixEpoch);
            }
        }

        return tracker;
    }

    private static Contender Contender(string name, Action run) => new(name, () =>
    {
        var clock = Stopclock.Start();
        run();
        return Task.FromResult(clock.Read());
    });
}
