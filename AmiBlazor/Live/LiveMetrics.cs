using System.Diagnostics.Metrics;
using AmiBlazor.Calls;

namespace AmiBlazor.Live;

/// <summary>The meter <c>AmiBlazor.Live</c>: the main connections, by PBX.</summary>
internal sealed class LiveMetrics : IDisposable
{
    public const string MeterName = "AmiBlazor.Live";

    private readonly Meter _meter;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _differing;
    private readonly Histogram<double> _roundTrip;

    public LiveMetrics(IMeterFactory meters, MainConnections connections, CallBoard calls)
    {
        _meter = meters.Create(MeterName);
        _reconnects = _meter.CreateCounter<long>("amiblazor.live.reconnects", "{connection}", "Main connections that came back.");
        _gaps = _meter.CreateCounter<long>("amiblazor.live.gaps", "{gap}", "Times in which changes could be missed.");
        _resyncs = _meter.CreateCounter<long>("amiblazor.live.resyncs", "{list}", "Lists that main connections requested for themselves, by reason.");
        _differing = _meter.CreateCounter<long>("amiblazor.live.differing", "{extension}", "Extensions that a followed board showed otherwise than the PBX.");
        _roundTrip = _meter.CreateHistogram<double>("amiblazor.live.round_trip", "s", "How long a Ping took.");
        _meter.CreateObservableCounter(
            "amiblazor.live.events",
            () => connections.All.Select(one => new Measurement<long>(one.Events, Tag(one.Server))),
            "{event}",
            "Events about extensions that were received.");
        _meter.CreateObservableGauge(
            "amiblazor.live.following",
            () => connections.All.Select(one => new Measurement<int>(one.State == MainConnectionState.Following ? 1 : 0, Tag(one.Server))),
            "{connection}",
            "1 where the main connection is up and the board is what the PBX says, else 0.");
        _meter.CreateObservableCounter(
            "amiblazor.live.contradictions",
            () => calls.Health.Select(one => new Measurement<long>(one.Contradictions, Tag(one.Server))),
            "{extension}",
            "Extensions whose state the PBX repeated although it contradicts their calls.");
        _meter.CreateObservableGauge(
            "amiblazor.live.contradicted",
            () => calls.Health.Select(one => new Measurement<int>(one.Contradicted.Count, Tag(one.Server))),
            "{extension}",
            "Extensions of which that is so now.");
    }

    public void Reconnected(string server) => _reconnects.Add(1, Tag(server));

    public void GapBegan(string server) => _gaps.Add(1, Tag(server));

    public void Resynced(string server, ResyncReason reason) =>
        _resyncs.Add(1, Tag(server), new KeyValuePair<string, object?>("reason", reason.ToString().ToLowerInvariant()));

    public void Checked(string server, int differing) => _differing.Add(differing, Tag(server));

    public void Answered(string server, TimeSpan roundTrip) => _roundTrip.Record(roundTrip.TotalSeconds, Tag(server));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string server) => new("server", server);
}
