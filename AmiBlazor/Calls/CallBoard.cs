using AmiBlazor.Ami;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Calls;

/// <summary>The calls of all PBXs at this moment, which every page reads. Held in memory alone: after a restart, the PBXs are asked.</summary>
internal sealed partial class CallBoard
{
    // Guards both tables. Subscribers are never called under it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallsHealth> _health = new(StringComparer.Ordinal);
    private readonly PlacedCalls _placed = new();
    private readonly string[] _servers;
    private readonly Subscribers _subscribers;

    public CallBoard(IOptions<AmiOptions> ami, ILogger<CallBoard> logger)
    {
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(logger, fault));
        _servers = [.. ami.Value.Servers.Select(server => server.Name)];
        foreach (var server in ami.Value.Servers)
        {
            _snapshots[server.Name] = CallSnapshot.Empty(server.Name);
            _health[server.Name] = new CallsHealth(server.Name, server is { Live: true, Calls: true } ? CallsState.Waiting : CallsState.Off);
        }
    }

    /// <summary>The calls of each PBX, in the configuration's order.</summary>
    public IReadOnlyList<CallSnapshot> All
    {
        get
        {
            lock (_lock) return [.. _servers.Select(server => _snapshots[server])];
        }
    }

    /// <summary>How well each PBX's calls are known, in the configuration's order.</summary>
    public IReadOnlyList<CallsHealth> Health
    {
        get
        {
            lock (_lock) return [.. _servers.Select(server => _health[server])];
        }
    }

    /// <summary>The calls of one PBX; none for one that is not configured.</summary>
    public CallSnapshot For(string server)
    {
        lock (_lock) return _snapshots.TryGetValue(server, out var snapshot) ? snapshot : CallSnapshot.Empty(server);
    }

    /// <summary>How well one PBX's calls are known; null for one that is not configured.</summary>
    public CallsHealth? HealthOf(string server)
    {
        lock (_lock) return _health.GetValueOrDefault(server);
    }

    /// <summary>
    /// Calls back, on no particular thread and under no lock, when calls or their health have changed. An exception of a subscriber is logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>Puts the calls of a PBX on the board.</summary>
    internal void Publish(CallSnapshot snapshot)
    {
        lock (_lock) _snapshots[snapshot.Server] = snapshot;
        _subscribers.NotifyAll();
    }

    /// <summary>Changes the health of one PBX's calls.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="change">Makes the new health of the old one; called under the lock, so it must return at once.</param>
    /// <param name="isNews">Whether a person should see it at once; figures that only grow are no news.</param>
    internal void Update(string server, Func<CallsHealth, CallsHealth> change, bool isNews = true)
    {
        lock (_lock) _health[server] = change(_health[server]);
        if (isNews) _subscribers.NotifyAll();
    }

    /// <inheritdoc cref="PlacedCalls.Add"/>
    internal void Place(string channelId, string number) => _placed.Add(channelId, number);

    /// <inheritdoc cref="PlacedCalls.Take"/>
    internal string? TakePlaced(string channelId) => _placed.Take(channelId);

    private static partial class Log
    {
        [LoggerMessage(4220, LogLevel.Error, "A page failed to handle a change of calls.", EventName = "CallSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
