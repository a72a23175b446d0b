using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Queues;

/// <summary>
/// Follows the queues of one PBX on the loop of its calls, which hands over their events and their lists, and puts them on the <see cref="QueueBoard"/>.
/// </summary>
internal sealed class QueueFollower(AmiServerOptions server, QueueBoard board, IAgentLog log, TimeProvider time) : IQueueFollower
{
    /// <summary>The most queues that are asked about one by one; of more, the next list tells.</summary>
    private const int MostAsked = 32;

    /// <summary>The most devices that are followed.</summary>
    private const int MostDevices = 50_000;

    private readonly QueueTracker _tracker = new(time.LocalTimeZone);
    private readonly AgentRecorder _agents = new(server.Name);

    // Guards the queues to ask about, which the reading loop adds to.
    private readonly Lock _lock = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _askedDevices = new(StringComparer.OrdinalIgnoreCase);

    // Of the queues that are being asked about, those of which no event came since.
    private readonly HashSet<string> _unmoved = new(StringComparer.Ordinal);
    private Task<List<QueueAnswer>>? _asking;
    private PbxQueues _last = new(server.Name, []);
    // What was ever followed on this connection: one that is not any more does no harm.
    private readonly ConcurrentDictionary<string, bool> _devices = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isLoaded;
    private volatile bool _hasHints;
    private bool _isResumed;

    // Before the first list nobody knows which devices matter: it may be older than their changes.
    public bool Follows(string device) => !_isLoaded || _devices.ContainsKey(device);

    // Most PBXs have no such agents: their events cost nothing here.
    public string? FollowedHint(string context, string exten) =>
        (!_isLoaded || _hasHints) && AgentDevice.OfHint(context, exten) is var hint && Follows(hint) ? hint : null;

    public void Hear(QueueEvent received, bool isProven)
    {
        if (received is QueueEvent.AgentChanged changed) Follow(AgentDevice.Of(changed.Agent));
        if (!isProven) Doubt(received);
    }

    private void Doubt(QueueEvent received)
    {
        lock (_lock)
        {
            if (received is QueueEvent.DeviceChanged { Device: var device })
                _askedDevices.Add(device);
            else if (_asked.Count < MostAsked)
                _asked.Add(QueueOf(received));
        }
    }

    public void Begin()
    {
        _tracker.Clear();
        _asking = null;
        _isLoaded = false;
        _hasHints = false;
        _devices.Clear();
        _unmoved.Clear();
        ForgetAsked();
    }

    public void BeginList()
    {
        _tracker.BeginList();

        // It answers everything that is asked so far.
        ForgetAsked();
    }

    public void AbandonList() => _tracker.AbandonList();

    public void Apply(CallEvent received, DateTimeOffset at)
    {
        if (_unmoved.Count > 0)
        {
            if (received is QueueEvent.DeviceChanged or ChannelEvent.Ended)
                _unmoved.Clear();
            else if (received is ChannelEvent.Queueing queueing)
                _unmoved.Remove(queueing.Queue);
            else if (received is QueueEvent moved)
                _unmoved.Remove(QueueOf(moved));
        }

        _tracker.Apply(received, at);
        if (!_isLoaded) return;
        if (received is QueueEvent.AgentChanged changed)
            _agents.Told(changed.Queue, changed.Agent.Interface, changed.Agent, at);
        else if (received is QueueEvent.AgentRemoved removed)
            _agents.Told(removed.Queue, removed.Interface, null, at);
    }

    public void Load(IReadOnlyList<QueueRow> queues, DateTimeOffset at)
    {
        _tracker.Load(queues, at);
        _agents.Listed(_tracker, at);
        FollowDevices();
        _isLoaded = true;
        _unmoved.Clear();
    }

    public async Task<Task?> AskAsync(AmiSession session, CancellationToken cancellationToken)
    {
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            await TakeAsync(answered);
        }

        if (_asking is null && _isLoaded && TakeAsked() is { Count: > 0 } queues)
        {
            _unmoved.UnionWith(queues);
            _asking = AskAsync(session, queues, cancellationToken);
        }

        return _asking;
    }

    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (_isResumed) return;
        _agents.Resume(await log.UnfinishedAsync(server.Name, cancellationToken));
        _isResumed = true;
    }

    public void Publish(PhoneIndex phones, DateTimeOffset at)
    {
        foreach (var told in _agents.TakeChanged(phones)) log.Add(told);
        if (!_tracker.Look(at)) return;
        var read = new QueueReader(server.Name, _tracker, phones, _last, at).Read();
        if (ReferenceEquals(read, _last)) return;
        _last = read;
        board.Publish(read);
    }

    public void Withdraw()
    {
        if (_last.Queues.Count == 0) return;
        _last = new PbxQueues(server.Name, []);
        board.Publish(_last);
    }

    private void ForgetAsked()
    {
        lock (_lock)
        {
            _asked.Clear();
            _askedDevices.Clear();
        }
    }

    private HashSet<string> TakeAsked()
    {
        lock (_lock)
        {
            var taken = new HashSet<string>(_asked, StringComparer.Ordinal);
            taken.UnionWith(_tracker.Unknown);
            foreach (var queue in _tracker.Queues)
            {
                if (queue.Agents.Values.Any(agent => _askedDevices.Contains(AgentDevice.Of(agent.Row)))) taken.Add(queue.Name);
            }

            _asked.Clear();
            _askedDevices.Clear();
            _tracker.Unknown.Clear();
            return taken;
        }
    }

    private static async Task<List<QueueAnswer>> AskAsync(AmiSession session, HashSet<string> queues, CancellationToken cancellationToken)
    {
        var answers = new List<QueueAnswer>(queues.Count);
        foreach (var queue in queues) answers.Add(new QueueAnswer(queue, await session.ListQueueAsync(queue, cancellationToken)));
        return answers;
    }

    private async Task TakeAsync(Task<List<QueueAnswer>> asking)
    {
        try
        {
            foreach (var answer in await asking)
            {
                // Of a queue in which something has happened meanwhile, the answer may be older: it is asked once more.
                if (_unmoved.Remove(answer.Queue))
                    _tracker.Load(answer.Queue, answer.Rows, time.GetUtcNow());
                else
                    AskAgain(answer.Queue);
            }

            _agents.Listed(_tracker, time.GetUtcNow());
            FollowDevices();
        }
        catch (AmiException)
        {
            // The list of all queues, which comes each minute, says whether there is more to it, and why.
            _unmoved.Clear();
        }
    }

    private void FollowDevices()
    {
        foreach (var agent in _tracker.Queues.SelectMany(queue => queue.Agents.Values)) Follow(AgentDevice.Of(agent.Row));
    }

    private void Follow(string device)
    {
        if (_devices.Count == MostDevices) return;
        _devices.TryAdd(device, true);
        if (AgentDevice.IsHint(device)) _hasHints = true;
    }

    private void AskAgain(string queue)
    {
        lock (_lock) _asked.Add(queue);
    }

    private static string QueueOf(QueueEvent received) => received switch
    {
        QueueEvent.AgentChanged changed => changed.Queue,
        QueueEvent.AgentRemoved removed => removed.Queue,
        QueueEvent.Connected connected => connected.Queue,
        QueueEvent.Completed completed => completed.Queue,
        QueueEvent.Missed missed => missed.Queue,
        QueueEvent.Abandoned abandoned => abandoned.Queue,
        _ => "",
    };

    /// <summary>What the PBX has answered about one queue.</summary>
    private sealed record QueueAnswer(string Queue, List<QueueRow> Rows);
}
