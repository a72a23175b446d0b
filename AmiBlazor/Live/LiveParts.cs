using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>What every main connection works with.</summary>
internal sealed record LiveParts(
    AmiConnector Connector,
    ExtensionStore Store,
    LiveBoard Board,
    LiveEventQueues Feeds,
    MonitoringGapStore Gaps,
    MainConnections Connections,
    LiveMetrics Metrics,
    LiveOptions Options,
    TimeProvider Time,
    ILogger<MainConnection> Logger);
