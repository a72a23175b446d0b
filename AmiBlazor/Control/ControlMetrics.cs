using System.Diagnostics.Metrics;

namespace AmiBlazor.Control;

/// <summary>The meter <c>AmiBlazor.Control</c>.</summary>
internal sealed class ControlMetrics : IDisposable
{
    public const string MeterName = "AmiBlazor.Control";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;

    public ControlMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("amiblazor.control.requests", "{request}", "Requests of call control that ended, by kind and outcome.");
    }

    public void Ended(ControlKind kind, ControlOutcome outcome) => _requests.Add(
        1, new KeyValuePair<string, object?>("kind", kind.ToString()), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Dispose() => _meter.Dispose();
}
