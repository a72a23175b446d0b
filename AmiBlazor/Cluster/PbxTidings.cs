using System.Text.Json;
using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Live;
using AmiBlazor.Queues;
using AmiBlazor.Store;

namespace AmiBlazor.Cluster;

/// <summary>
/// What the owner of a PBX knows beyond the database: how well it hears the PBX, its calls, queues, phones and mailboxes. It tells the other nodes four times
/// a second what has changed; they put it on their own boards, so that every page is the same on every node.
/// </summary>
internal sealed partial class PbxTidings(
    OwnedPbxs owned, Nodes nodes, ExtensionStore store, MainConnections connections, CallBoard calls, QueueBoard queues, DeviceBoard devices,
    IGrainFactory grains, TimeProvider time, ILogger<PbxTidings> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Figures that only grow are told this often; so is the time since the PBX was last heard.</summary>
    private static readonly TimeSpan FiguresInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, PbxTeller> _tellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PbxListener> _listeners = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private volatile bool _isWholeWanted;

    /// <summary>Tells everything again: a node has come, or has missed something.</summary>
    public void TellWhole() => _isWholeWanted = true;

    /// <summary>Takes what the owner of a PBX has told.</summary>
    public void Take(TidingsMessage told)
    {
        lock (_lock)
        {
            // A former owner does not know yet that it is one; or the message was overtaken.
            if (owned.Servers.Contains(told.Server, StringComparer.Ordinal) || connections.Find(told.Server) is null) return;
            if (!_listeners.TryGetValue(told.Server, out var listener)) _listeners.Add(told.Server, listener = new PbxListener(told.Server, connections, calls, queues, devices, time));
            try
            {
                if (!listener.Take(told)) grains.GetGrain<IPbxGrain>(told.Server).TellWholeAsync().Ignore();
            }
            catch (JsonException unreadable)
            {
                Log.NotUnderstood(logger, told.Server, told.Kind, unreadable);
            }
        }
    }

    /// <summary>The owner of a PBX is gone: until another one has it, nobody knows how it is.</summary>
    public void OwnerGone(string server)
    {
        lock (_lock)
        {
            if (owned.Servers.Contains(server, StringComparer.Ordinal)) return;
            _listeners.GetValueOrDefault(server)?.OwnerGone();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                Tell();
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private void Tell()
    {
        var servers = owned.Servers;
        foreach (var former in _tellers.Keys.Except(servers, StringComparer.Ordinal).ToList()) _tellers.Remove(former);
        var isWhole = _isWholeWanted;
        _isWholeWanted = false;
        foreach (var server in servers)
        {
            if (!_tellers.TryGetValue(server, out var teller)) _tellers.Add(server, teller = new PbxTeller(server, connections, calls, queues, devices, time, FiguresInterval));
            var epoch = store.HeadOf(server).Epoch;
            foreach (var (kind, json) in teller.News(isWhole))
            {
                var message = new TidingsMessage(server, epoch, kind, json);
                nodes.Tell(node => node.ToldAsync(message));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8040, LogLevel.Warning, "What the owner of PBX {Server} told of its {Kind} was not understood. Do all nodes run versions that may run side by side?", EventName = "TidingsNotUnderstood")]
        public static partial void NotUnderstood(ILogger logger, string server, string kind, Exception failure);
    }
}
