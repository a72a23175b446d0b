using System.Diagnostics.Metrics;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Secrets;

/// <summary>
/// Searches the tags of every measurement that one application makes from now on, and at the end those that it makes when asked. The
/// library's <c>MetricCollector</c> listens to one instrument, whose name it is told; this one hears those too that no test has thought of.
/// </summary>
internal sealed class SearchedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly SecretSearch _search;

    public SearchedMetrics(SecretSearch search, IMeterFactory meters)
    {
        _search = search;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Scope == meters && instrument.Meter.Name.StartsWith(nameof(AmiBlazor), StringComparison.Ordinal);
            if (isOurs) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Look(instrument, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Look(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Look(instrument, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.RecordObservableInstruments();
        _listener.Dispose();
    }

    private void Look(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            _search.Text(SearchedPlace.Metric, $"the tag {name} of the metric {instrument.Name}", value?.ToString());
    }
}
