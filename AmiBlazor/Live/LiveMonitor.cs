using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>
/// Runs the main connection of every PBX that is to be followed, side by side: trouble with one PBX does not affect the others. For a program that is alone.
/// </summary>
internal sealed class LiveMonitor(IOptions<AmiOptions> ami, MainConnectionFactory connections) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ami.Value.Servers.Where(server => server.Live).Select(server => RunAsync(connections.Create(server), stoppingToken)));

    private static async Task RunAsync(MainConnection connection, CancellationToken cancellationToken)
    {
        // Off the starter's thread: a PBX that answers at once must not hold up the others.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await connection.RunAsync(cancellationToken);
    }
}
