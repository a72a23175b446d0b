using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Queues;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>Runs the main connection of every PBX that is to be followed, side by side: trouble with one PBX does not affect the others.</summary>
internal sealed class LiveMonitor(IOptions<AmiOptions> ami, IServiceProvider services) : BackgroundService
{
    private static readonly ObjectFactory<MainConnection> CreateConnection =
        ActivatorUtilities.CreateFactory<MainConnection>([typeof(AmiServerOptions), typeof(CallFollower), typeof(DeviceFollower)]);

    private static readonly ObjectFactory<CallFollower> CreateCalls = ActivatorUtilities.CreateFactory<CallFollower>([typeof(AmiServerOptions), typeof(IQueueFollower)]);

    private static readonly ObjectFactory<QueueFollower> CreateQueues = ActivatorUtilities.CreateFactory<QueueFollower>([typeof(AmiServerOptions)]);

    private static readonly ObjectFactory<DeviceFollower> CreateDevices = ActivatorUtilities.CreateFactory<DeviceFollower>([typeof(AmiServerOptions)]);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ami.Value.Servers.Where(server => server.Live).Select(server => RunAsync(Create(server), stoppingToken)));

    private MainConnection Create(AmiServerOptions server) =>
        CreateConnection(services, [server, CreateCalls(services, [server, CreateQueues(services, [server])]), CreateDevices(services, [server])]);

    private static async Task RunAsync(MainConnection connection, CancellationToken cancellationToken)
    {
        // Off the starter's thread: a PBX that answers at once must not hold up the others.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await connection.RunAsync(cancellationToken);
    }
}
