using AmiBlazor.Ami;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>The health of every main connection: one for each configured PBX, in the configuration's order. Nobody else holds it.</summary>
internal sealed partial class MainConnections
{
    // Guards the list. Subscribers are never called under it.
    private readonly Lock _lock = new();
    private readonly MainConnectionHealth[] _all;
    private readonly Subscribers _subscribers;

    public MainConnections(IOptions<AmiOptions> ami, TimeProvider time, ILogger<MainConnections> logger)
    {
        var now = time.GetUtcNow();
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(logger, fault));
        _all =
        [
            .. ami.Value.Servers.Select(server => new MainConnectionHealth
            {
                Server = server.Name,
                State = server.Live ? MainConnectionState.Connecting : MainConnectionState.Off,
                Since = now,
            }),
        ];
    }

    public IReadOnlyList<MainConnectionHealth> All
    {
        get
        {
            lock (_lock) return [.. _all];
        }
    }

    /// <summary>How many subscriptions are alive.</summary>
    public int SubscriberCount => _subscribers.Count;

    /// <summary>The health of one PBX's main connection; null when no such PBX is configured.</summary>
    public MainConnectionHealth? Find(string server)
    {
        lock (_lock) return IndexOf(server) is >= 0 and var index ? _all[index] : null;
    }

    /// <summary>
    /// Calls back, on no particular thread and under no lock, when something has changed that a person should see: not for each event or Ping. An exception
    /// of a subscriber is logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>Changes the health of one PBX's main connection.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="change">Makes the new health of the old one; called under the lock, so it must return at once.</param>
    /// <param name="isNews">Whether a person should see it at once; figures that only grow are no news.</param>
    /// <exception cref="ArgumentException">No such PBX is configured.</exception>
    public void Update(string server, Func<MainConnectionHealth, MainConnectionHealth> change, bool isNews = true)
    {
        lock (_lock)
        {
            var index = IndexOf(server);
            if (index < 0) throw new ArgumentException($"No PBX is named {server}.", nameof(server));
            _all[index] = change(_all[index]);
        }

        if (isNews) _subscribers.NotifyAll();
    }

    private int IndexOf(string server) => Array.FindIndex(_all, one => string.Equals(one.Server, server, StringComparison.Ordinal));

    private static partial class Log
    {
        [LoggerMessage(4020, LogLevel.Error,
            "A page failed to handle a change of the main connections.", EventName = "LiveSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
