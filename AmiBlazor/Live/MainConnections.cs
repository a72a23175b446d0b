using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>How the main connections are, for whoever wants to know: one for each configured PBX, in the configuration's order.</summary>
internal sealed partial class MainConnections
{
    // Guards all below. Subscribers are never called under it.
    private readonly Lock _lock = new();
    private readonly List<MainConnectionHealth> _all;
    private readonly ILogger<MainConnections> _logger;
    private Action? _changed;

    public MainConnections(IOptions<AmiOptions> ami, TimeProvider time, ILogger<MainConnections> logger)
    {
        var now = time.GetUtcNow();
        _logger = logger;
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
    public int SubscriberCount => _changed?.GetInvocationList().Length ?? 0;

    /// <summary>That of one PBX; null when no such PBX is configured.</summary>
    public MainConnectionHealth? Find(string server) => All.FirstOrDefault(one => string.Equals(one.Server, server, StringComparison.Ordinal));

    /// <summary>
    /// Calls back, on no particular thread and under no lock, when something moved that a person should see: not for each event or Ping. What a
    /// subscriber throws is logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged)
    {
        lock (_lock) _changed += onChanged;
        return new Subscription(this, onChanged);
    }

    /// <summary>Puts the health of one in the place of what was known of it.</summary>
    /// <param name="health">As it is now.</param>
    /// <param name="isNews">Whether a person should see it at once; figures that only grow are not.</param>
    public void Report(MainConnectionHealth health, bool isNews)
    {
        Put(health);
        if (isNews)
            Tell();
    }

    /// <summary>Puts the health of one in the place of what was known of it, and calls nobody.</summary>
    public void Put(MainConnectionHealth health)
    {
        lock (_lock)
        {
            var index = _all.FindIndex(one => string.Equals(one.Server, health.Server, StringComparison.Ordinal));
            if (index >= 0)
                _all[index] = health;
        }
    }

    /// <summary>Calls the subscribers. For whoever holds no lock.</summary>
    public void Tell()
    {
        Action? changed;
        lock (_lock) changed = _changed;
        foreach (var subscriber in changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action)subscriber)();
            }
            catch (Exception fault)
            {
                Log.SubscriberFaulted(_logger, fault);
            }
        }
    }

    private void Unsubscribe(Action onChanged)
    {
        lock (_lock) _changed -= onChanged;
    }

    private static partial class Log
    {
        [LoggerMessage(4020, LogLevel.Error, "A page that follows the main connections failed when it was told of a change.", EventName = "LiveSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }

    private sealed class Subscription(MainConnections owner, Action onChanged) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0) owner.Unsubscribe(onChanged);
        }
    }
}
