using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>Refreshes go over connections of their own: the recorded main connection to a real Asterisk is not affected by them.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskIsolationTests(ITestOutputHelper output)
{
    private const int Refreshes = 50;

    private static readonly string[] OfCalls = ["Status", "BridgeList", "QueueStatus"];

    private static readonly string[] States = ["RINGING", "INUSE", "ONHOLD", "BUSY", "NOT_INUSE"];

    [Theory, ClassData<AsteriskVersions>]
    public async Task Fifty_refreshes_send_nothing_over_the_main_connection_and_take_no_event_from_it(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(500) });
        await using var relay = new RecordingRelay(asterisk.Port);
        var server = asterisk.Server();
        server.Port = relay.Port;
        await using var app = await FollowedApp.StartAsync(server, ("Live:PingInterval", "00:00:01"));
        var main = Assert.Single(relay.Connections);
        using var enough = new CancellationTokenSource();

        var changing = ChangeAsync(asterisk, enough.Token);
        var differing = new List<int?>();
        for (var refresh = 0; refresh < Refreshes; refresh++)
        {
            var result = await app.RefreshAsync();
            Assert.Equal(RefreshOutcome.Completed, result.Outcome);
            differing.Add(result.Saved!.Differing);
        }

        await enough.CancelAsync();
        var made = await changing;
        await app.UntilLikeAsync(asterisk);

        output.WriteLine($"{made.Values.Sum(states => states.Count)} changes during {Refreshes} refreshes.");
        Assert.Equal(1 + Refreshes, relay.Connections.Count);
        Assert.Equal(["Challenge", "Login", "ExtensionStateList"], main.Actions.Take(3));
        // An Asterisk on a busy machine may say FullyBooted after the first list, which makes one more due; the refreshes ask for none.
        var late = app.Health.LastResync is { Reason: ResyncReason.Booted } ? 1 : 0;

        // For names it asks by itself, and for calls and queues once, and once more two seconds later.
        Assert.Equal(Enumerable.Repeat("ExtensionStateList", late), main.Actions.Skip(3).Where(action => action is not ("Ping" or "DBGet") && !OfCalls.Contains(action)));
        Assert.All(OfCalls, action => Assert.InRange(main.Actions.Count(asked => asked == action), 1, 2 + late));
        Assert.All(differing, count => Assert.Equal(0, count));
        Assert.Equal((0, MainConnectionState.Following), (app.Health.Reconnects, app.Health.State));
        Assert.Null(app.Health.Warning);
        Assert.Empty(await app.GapsAsync());
        var history = (await app.HistoryAsync()).Where(change => change.FromCode is not null)
            .ToLookup(change => change.Extension!.Exten, StringComparer.Ordinal);
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), history.Select(changes => changes.Key).Order(StringComparer.Ordinal));
        Assert.All(history, changes => Assert.Equal(made[changes.Key], changes.Select(change => change.ToCode)));
        Assert.All(history.SelectMany(changes => changes), change => Assert.Equal(ChangeSource.Live, change.Source));
        Assert.Equal(made.Values.Sum(states => states.Count), app.Health.Events);
    }

    /// <summary>Changes one state after the other until told to end.</summary>
    /// <returns>By extension, the statuses that it was given, in their order.</returns>
    private static async Task<Dictionary<string, List<int>>> ChangeAsync(RealAsterisk asterisk, CancellationToken enough)
    {
        var made = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            // Steps of 37 through 100 extensions: neighbours in time are none in the list. Each comes back to every state in turn.
            var exten = (1000 + (number * 37 % 100)).ToString(CultureInfo.InvariantCulture);
            var state = States[number / 100 % States.Length];
            await asterisk.SetStateAsync("Custom:" + exten, state);
            if (!made.TryGetValue(exten, out var codes)) made.Add(exten, codes = []);
            codes.Add(state switch { "RINGING" => 8, "INUSE" => 1, "ONHOLD" => 16, "BUSY" => 2, _ => 0 });
        }

        return made;
    }
}
