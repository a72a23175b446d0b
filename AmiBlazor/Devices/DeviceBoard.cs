using AmiBlazor.Ami;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Devices;

/// <summary>The phones and mailboxes of all PBXs at this moment, which every page reads. Held in memory alone: after a restart, the PBXs are asked.</summary>
internal sealed partial class DeviceBoard
{
    // Guards both tables. Subscribers are never called under it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PbxDevices> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DevicesHealth> _health = new(StringComparer.Ordinal);
    private readonly Subscribers _subscribers;

    public DeviceBoard(IOptions<AmiOptions> ami, ILogger<DeviceBoard> logger)
    {
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(logger, fault));
        foreach (var server in ami.Value.Servers)
        {
            _devices[server.Name] = PbxDevices.Empty(server.Name);
            _health[server.Name] = new DevicesHealth(server.Name, server is { Live: true, Devices: true } ? DevicesState.Waiting : DevicesState.Off);
        }
    }

    /// <summary>The phones and mailboxes of one PBX; none for one that is not configured.</summary>
    public PbxDevices For(string server)
    {
        lock (_lock) return _devices.GetValueOrDefault(server) ?? PbxDevices.Empty(server);
    }

    /// <summary>How well one PBX's phones are known; null for one that is not configured.</summary>
    public DevicesHealth? HealthOf(string server)
    {
        lock (_lock) return _health.GetValueOrDefault(server);
    }

    /// <summary>Calls back, on no particular thread and under no lock, when something has changed. An exception of a subscriber is logged.</summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>Puts the phones and mailboxes of a PBX on the board.</summary>
    internal void Publish(PbxDevices devices)
    {
        lock (_lock) _devices[devices.Server] = devices;
        _subscribers.NotifyAll();
    }

    /// <summary>Changes the health of one PBX's phones.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="change">Makes the new health of the old one; called under the lock, so it must return at once.</param>
    internal void Update(string server, Func<DevicesHealth, DevicesHealth> change)
    {
        lock (_lock)
        {
            var before = _health[server];
            if (change(before) is var after && after == before) return;
            _health[server] = after;
        }

        _subscribers.NotifyAll();
    }

    private static partial class Log
    {
        [LoggerMessage(4260, LogLevel.Error, "A page failed to handle a change of phones.", EventName = "DeviceSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
