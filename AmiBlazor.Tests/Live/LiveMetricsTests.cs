using System.Diagnostics.Metrics;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

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
        await session.SendAsync("Event: ExtensionStatus", "Privilege: call,all", "Exten: 1001", "Context: lab", "Hint: SIP/1001", "Status: 8", "StatusText: Ringing");
        await app.Services.GetRequiredService<LiveBoard>().ShowsAsync(row => row.StatusCode == 8);

        // A list may have told it first: what is cut now must not be the event.
        await connections.IsAsync(health => health.Events == 1);
        session.Cut();
        await connections.IsAsync(health => health is { State: MainConnectionState.Following, Reconnects: 1 });
        // The library's own wait would go on in the session, on the thread that measured.
        await Polling.UntilAsync(() => Of("main", counted.RoundTrip).Any());
        counted.Observe();

        Assert.Equal(1, Of("main", counted.Events).Sum());
        Assert.Equal(1, Of("main", counted.Reconnects).Sum());
        Assert.Equal(1, Of("main", counted.Gaps).Sum());
        Assert.InRange(Of("main", counted.Resyncs, ("reason", "connected")).Sum(), 1, 2);
        Assert.True(Of("main", counted.RoundTrip).Sum() > 0);
        Assert.Equal([1], Of("main", counted.Following));
        Assert.Equal([0], Of("quiet", counted.Following));
        Assert.All(
            [counted.Events, counted.Reconnects, counted.Gaps, counted.Resyncs, counted.Differing],
            one => Assert.Equal(0, Of("quiet", one).Sum()));
        Assert.Empty(Of("quiet", counted.RoundTrip));
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

        Assert.Equal(1, Of("main", counted.Differing).Sum());
    }

    private static IEnumerable<T> Of<T>(string server, MetricCollector<T> counted, params (string Name, object Value)[] tags)
        where T : struct => counted.GetMeasurementSnapshot()
            .ContainsTags([new("server", server), .. tags.Select(tag => KeyValuePair.Create(tag.Name, (object?)tag.Value))])
            .Select(one => one.Value);

    /// <summary>Everything that one application's meter tells.</summary>
    private sealed class Counted(IMeterFactory meters) : IDisposable
    {
        public MetricCollector<long> Events { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.events");

        public MetricCollector<long> Reconnects { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.reconnects");

        public MetricCollector<long> Gaps { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.gaps");

        public MetricCollector<long> Resyncs { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.resyncs");

        public MetricCollector<long> Differing { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.differing");

        public MetricCollector<double> RoundTrip { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.round_trip");

        public MetricCollector<int> Following { get; } = new(meters, LiveMetrics.MeterName, "amiblazor.live.following");

        /// <summary>Asks the instruments that tell only when they are asked.</summary>
        public void Observe()
        {
            Events.RecordObservableInstruments();
            Following.RecordObservableInstruments();
        }

        public void Dispose()
        {
            Events.Dispose();
            Reconnects.Dispose();
            Gaps.Dispose();
            Resyncs.Dispose();
            Differing.Dispose();
            RoundTrip.Dispose();
            Following.Dispose();
        }
    }
}
