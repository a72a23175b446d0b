using System.Diagnostics.Metrics;

namespace AmiBlazor.Ami;

/// <summary>Counts what the sessions with the PBXs do.</summary>
internal sealed class AmiMetrics
{
    public const string MeterName = "AmiBlazor.Ami";

    private readonly Counter<long> _opened;
    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _rows;

    public AmiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _opened = meter.CreateCounter<long>("amiblazor.ami.sessions.opened", "{session}", "Connections on which a manager answered.");
        _open = meter.CreateUpDownCounter<long>("amiblazor.ami.sessions.open", "{session}", "Sessions that are open now.");
        _failures = meter.CreateCounter<long>("amiblazor.ami.failures", "{failure}", "Connects, actions and lists that failed, by kind.");
        _bytes = meter.CreateCounter<long>("amiblazor.ami.bytes.received", "By", "Bytes received from the PBXs.");
        _rows = meter.CreateCounter<long>("amiblazor.ami.rows.received", "{row}", "Rows of complete lists.");
    }

    public void SessionOpened()
    {
        _opened.Add(1);
        _open.Add(1);
    }

    public void SessionClosed() => _open.Add(-1);

    /// <summary>Counts a failure; its kind is the exception's type, of which there are few.</summary>
    public void Failed(AmiException failure) => _failures.Add(1, new KeyValuePair<string, object?>("error.type", failure.GetType().Name));

    public void Received(long bytes) => _bytes.Add(bytes);

    public void ListCompleted(int rows) => _rows.Add(rows);
}
