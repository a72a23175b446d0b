using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Live;

/// <summary>What an operator sees of the main connections: the meter <c>AmiBlazor.Live</c>.</summary>
public sealed class LiveMetricsTests
{
    private static readonly ExtensionState Anna = new("lab", "1001", "SIP/1001", 0);

    [Fact]
    public async Task Events_reconnects_gaps_lists_pings_and_who_follows_are_counted_by_PBX()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx, live: true), .. AmiBlazorApp.Server(pbx, "quiet", 1)]);
        using var counted = new Counted(app.Services.GetRequiredService<IMeterFactory>());
        var connections = app.Services.GetRequiredService<MainConnections>();
        await connections.FollowsAsync();

        answers.Set(Anna with { Status = 8 });
        var session = Assert.Single(pbx.Sessions);
        await session.SendAsync("Event: ExtensionStatus", "Exten: 1001", "Context: lab", "Hint: SIP/1001", "Status: 8", "StatusText: Ringing");
        await app.Services.GetRequiredService<LiveBoard>().ShowsAsync(row => row.StatusCode == 8);

        // A list may have told it first: what is cut now must not be the event.
        await connections.IsAsync(health => health.Events == 1);
        session.Cut();
        await connections.IsAsync(health => health is { State: MainConnectionState.Following, Reconnects: 1 });
        await counted.SawAsync("amiblazor.live.round_trip main");
        counted.Observe();

        Assert.Equal(1, counted.Sum("amiblazor.live.events main"));
        Assert.Equal(1, counted.Sum("amiblazor.live.reconnects main"));
        Assert.Equal(1, counted.Sum("amiblazor.live.gaps main"));
        Assert.InRange(counted.Sum("amiblazor.live.resyncs main connected"), 1, 2);
        Assert.True(counted.Sum("amiblazor.live.round_trip main") > 0);
        Assert.Equal(1, counted.Sum("amiblazor.live.following main"));
        Assert.Equal(0, counted.Sum("amiblazor.live.following quiet"));
        Assert.All(counted.Names.Where(name => name.Contains("quiet", StringComparison.Ordinal)), name => Assert.Equal(0, counted.Sum(name)));
    }

    [Fact]
    public async Task A_board_that_was_followed_and_differed_is_counted()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(pbx, live: true));
        using var counted = new Counted(app.Services.GetRequiredService<IMeterFactory>());
        await app.Services.GetRequiredService<MainConnections>().FollowsAsync();

        answers.Set(Anna with { Status = 8 });
        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync("/api/extensions/refresh", content: null, TestContext.Current.CancellationToken).JsonAsync();

        Assert.Equal(1, counted.Sum("amiblazor.live.differing main"));
    }

    /// <summary>Everything that one application's meter tells, by the instrument's name and the values of its tags.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _seen = new(StringComparer.Ordinal);

        public Counted(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == LiveMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
                    self.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
            _listener.Start();
        }

        public IEnumerable<string> Names => _sums.Keys;

        public double Sum(string name) => _sums.GetValueOrDefault(name);

        /// <summary>Returns when something was counted under this name.</summary>
        public Task SawAsync(string name) => Seen(name).Task.InTime();

        /// <summary>Asks the instruments that tell only when they are asked.</summary>
        public void Observe() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = instrument.Name;
            foreach (var tag in tags)
                name += " " + tag.Value;
            _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
            Seen(name).TrySetResult();
        }

        private TaskCompletionSource Seen(string name) => _seen.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
