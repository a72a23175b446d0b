using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Devices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Support;

/// <summary>Following phones, for tests of something else.</summary>
internal static class TestDevices
{
    /// <summary>A follower that follows none.</summary>
    public static DeviceFollower Off()
    {
        var server = new AmiServerOptions { Name = "main", Devices = false };
        var options = new AmiOptions();
        options.Servers.Add(server);
        return new DeviceFollower(
            server, new DeviceBoard(Options.Create(options), NullLogger<DeviceBoard>.Instance), new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance),
            TimeProvider.System, NullLogger<DeviceFollower>.Instance);
    }
}
