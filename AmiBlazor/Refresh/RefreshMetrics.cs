using System.Diagnostics.Metrics;
using AmiBlazor.Audit;
using AmiBlazor.Board;

namespace AmiBlazor.Refresh;

/// <summary>The meter <c>AmiBlazor.Refresh</c>.</summary>
internal sealed class RefreshMetrics : IDisposable
{
    public const string MeterName = "AmiBlazor.Refresh";

    private readonly Meter _meter;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _filesFailed;

    public RefreshMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _runs = _meter.CreateCounter<long>("amiblazor.refresh.runs", "{run}", "Refreshes that ended, by PBX and outcome.");
        _duration = _meter.CreateHistogram<double>("amiblazor.refresh.duration", "s", "From the click to the end, by PBX and outcome.");
        _rows = _meter.CreateCounter<long>("amiblazor.refresh.rows", "{row}", "Rows that PBXs sent.");
        _bytes = _meter.CreateCounter<long>("amiblazor.refresh.received", "By", "Bytes that PBXs sent in refreshes.");
        _changes = _meter.CreateCounter<long>("amiblazor.refresh.changes", "{extension}", "Extensions that refreshes changed or added.");
        _filesFailed = _meter.CreateCounter<long>("amiblazor.refresh.snapshot_files_failed", "{file}", "Snapshot files that could not be written.");
    }

    public void Ended(RefreshResult result)
    {
        var server = new KeyValuePair<string, object?>("server", result.Server);
        var outcome = new KeyValuePair<string, object?>("outcome", RefreshOutcomeExtensions.Word(result.Outcome));
        _runs.Add(1, server, outcome);
        _duration.Record(result.Duration.TotalSeconds, server, outcome);
        _rows.Add(result.Statistics.ExtensionEvents, server);
        _bytes.Add(result.Statistics.BufferSize, server);
        if (result.Saved is { } saved) _changes.Add(saved.Changed + saved.Added, server);
    }

    public void SnapshotFileFailed() => _filesFailed.Add(1);

    public void Dispose() => _meter.Dispose();
}
