using AmiBlazor.Ami;
using AmiBlazor.Extensions;

namespace AmiBlazor.Live;

/// <summary>What every main connection works with.</summary>
internal sealed record LiveParts(
    AmiConnector Connector,
    ExtensionStore Store,
    Board Board,
    LiveFeeds Feeds,
    LiveGaps Gaps,
    MainConnections Connections,
    LiveMetrics Metrics,
    LiveOptions Options,
    TimeProvider Time,
    ILogger<MainConnection> Logger);
