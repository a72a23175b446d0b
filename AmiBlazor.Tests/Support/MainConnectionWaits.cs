using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Components.Pbxs;

namespace AmiBlazor.Tests.Support;

/// <summary>Waits for main connections by their notifications.</summary>
internal static class MainConnectionWaits
{
    /// <summary>Returns the health of a PBX's main connection as soon as it satisfies the condition.</summary>
    public static async Task<MainConnectionHealth> IsAsync(this MainConnections connections, Func<MainConnectionHealth, bool> wanted, string server = "main")
    {
        var reached = new TaskCompletionSource<MainConnectionHealth>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (connections.Find(server) is { } health && wanted(health)) reached.TrySetResult(health);
        }

        using var subscription = connections.Subscribe(Look);
        Look();
        return await reached.Task.InTime();
    }

    public static Task<MainConnectionHealth> FollowsAsync(this MainConnections connections, string server = "main") =>
        connections.IsAsync(health => health.State == MainConnectionState.Following, server);
}
