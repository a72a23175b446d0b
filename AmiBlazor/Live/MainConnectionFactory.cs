using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Queues;

namespace AmiBlazor.Live;

/// <summary>Makes main connections, each with its followers of calls, queues and phones.</summary>
internal sealed class MainConnectionFactory(IServiceProvider services)
{
    private static readonly ObjectFactory<MainConnection> CreateConnection =
        ActivatorUtilities.CreateFactory<MainConnection>([typeof(AmiServerOptions), typeof(CallFollower), typeof(DeviceFollower)]);

    private static readonly ObjectFactory<CallFollower> CreateCalls = ActivatorUtilities.CreateFactory<CallFollower>([typeof(AmiServerOptions), typeof(IQueueFollower)]);

    private static readonly ObjectFactory<QueueFollower> CreateQueues = ActivatorUtilities.CreateFactory<QueueFollower>([typeof(AmiServerOptions)]);

    private static readonly ObjectFactory<DeviceFollower> CreateDevices = ActivatorUtilities.CreateFactory<DeviceFollower>([typeof(AmiServerOptions)]);

    /// <summary>The main connection of a PBX, which is not up before it is run.</summary>
    public MainConnection Create(AmiServerOptions server) =>
        CreateConnection(services, [server, CreateCalls(services, [server, CreateQueues(services, [server])]), CreateDevices(services, [server])]);
}
