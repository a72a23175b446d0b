using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Queues;

/// <summary>
/// The queues of all PBXs at this moment, which every page reads. Held in memory alone. How well they are known says <see cref="CallsHealth"/>: they come with
/// the calls.
/// </summary>
internal sealed partial class QueueBoard
{
    // Guards the table. Subscribers are never called under it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PbxQueues> _queues = new(StringComparer.Ordinal);
    private readonly string[] _servers;
    private readonly Subscribers _subscribers;

    public QueueBoard(IOptions<AmiOptions> ami, ILogger<QueueBoard> logger)
    {
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(logger, fault));
        _servers = [.. ami.Value.Servers.Select(server => server.Name)];
        foreach (var server in _servers) _queues[server] = new PbxQueues(server, []);
    }

    /// <summary>The queues of each PBX, in the configuration's order.</summary>
    public IReadOnlyList<PbxQueues> All
    {
        get
        {
            lock (_lock) return [.. _servers.Select(server => _queues[server])];
        }
    }

    /// <summary>The queues of one PBX; none for one that is not configured.</summary>
    public PbxQueues For(string server)
    {
        lock (_lock) return _queues.GetValueOrDefault(server) ?? new PbxQueues(server, []);
    }

    /// <summary>Calls back, on no particular thread and under no lock, when queues have changed. An exception of a subscriber is logged.</summary>
    public IDisposable Subscribe(Action onChanged) => _subscribers.Add(onChanged);

    /// <summary>Puts the queues of a PBX on the board.</summary>
    internal void Publish(PbxQueues queues)
    {
        lock (_lock) _queues[queues.Server] = queues;
        _subscribers.NotifyAll();
    }

    private static partial class Log
    {
        [LoggerMessage(4240, LogLevel.Error, "A page failed to handle a change of queues.", EventName = "QueueSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
