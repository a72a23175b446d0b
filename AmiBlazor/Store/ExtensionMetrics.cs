using System.Diagnostics.Metrics;
using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>Counts what happens to extensions. Tag <c>source</c> is one of <see cref="ChangeSource"/>.</summary>
internal sealed class ExtensionMetrics : IDisposable
{
    public const string MeterName = "AmiBlazor.Extensions";

    private readonly Meter _meter;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _saveDuration;

    public ExtensionMetrics(IMeterFactory factory, LiveBoard board)
    {
        _meter = factory.Create(MeterName);
        _changes = _meter.CreateCounter<long>("amiblazor.extension.changes", "{change}", "Changes of an extension's status that were saved.");
        _failures = _meter.CreateCounter<long>("amiblazor.store.failures", "{save}", "Saves that the database refused.");
        _saveDuration = _meter.CreateHistogram<double>("amiblazor.store.duration", "s", "Time from having the lock to the commit of a save.");
        _meter.CreateObservableGauge(
            "amiblazor.board.subscribers", () => board.SubscriberCount, "{subscriber}",
            "What follows the board: open pages, and for each PBX its calls, which are compared with it.");
    }

    public void Saved(string source, int changes, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("source", source);
        if (changes > 0) _changes.Add(changes, tag);
        _saveDuration.Record(duration.TotalSeconds, tag);
    }

    public void SaveFailed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();
}
