using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Store;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>Keeps the main connection of each PBX that is to be followed, side by side: what befalls one, the others do not notice.</summary>
internal sealed class LiveMonitor(
    IOptions<AmiOptions> ami,
    IOptions<LiveOptions> options,
    AmiConnector connector,
    ExtensionStore store,
    LiveBoard board,
    LiveEventQueues feeds,
    MonitoringGapStore gaps,
    MainConnections connections,
    LiveMetrics metrics,
    TimeProvider time,
    ILogger<MainConnection> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parts = new LiveParts(connector, store, board, feeds, gaps, connections, metrics, options.Value, time, logger);
        return Task.WhenAll(ami.Value.Servers.Where(server => server.Live).Select(server => RunAsync(new MainConnection(server, parts), stoppingToken)));
    }

    private static async Task RunAsync(MainConnection connection, CancellationToken cancellationToken)
    {
        // Off the starter's thread: a PBX that answers at once must not hold up the others.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await connection.RunAsync(cancellationToken);
    }
}
