using AmiBlazor.Ami;

namespace AmiBlazor.Queues;

/// <summary>
/// The queues of one PBX, from its events and its lists: who waits, what agents do, and what came of today's calls. One thread at a time.
/// </summary>
/// <remarks>
/// A list is never older than the events before it but may be ahead of those after it. So what comes while it runs is kept, and applied to it afterwards: each
/// event leaves the same when it is applied twice. Calls are counted the first time only.
/// </remarks>
internal sealed class QueueTracker(TimeZoneInfo zone)
{
    /// <summary>The most events that are kept for a list.</summary>
    private const int MostKept = 50_000;

    private readonly List<(CallEvent Event, DateTimeOffset At)> _sinceList = [];
    private readonly Dictionary<string, QueueDay> _days = new(StringComparer.Ordinal);
    private readonly CallerEnds _ends = new();
    private Dictionary<string, TrackedQueue> _queues = new(StringComparer.Ordinal);
    private bool _isListing;
    private bool _isReplay;
    private bool _isFirstList = true;
    private bool _isChanged;

    public IReadOnlyCollection<TrackedQueue> Queues => _queues.Values;

    /// <summary>The queues of which an event came that the last list did not have: the PBX must be asked about them.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    public TrackedQueue? Find(string queue) => _queues.GetValueOrDefault(queue);

    /// <summary>A list is requested now: from here on events are kept for it.</summary>
    public void BeginList()
    {
        _isListing = true;
        _sinceList.Clear();
    }

    /// <summary>The list failed, and what was kept for it is dropped.</summary>
    public void AbandonList()
    {
        _isListing = false;
        _sinceList.Clear();
    }

    /// <summary>The connection is lost: what is so now is forgotten, what was counted is not.</summary>
    public void Clear()
    {
        AbandonList();
        Unknown.Clear();
        _ends.Clear();
        _isFirstList = true;
    }

    /// <summary>Looks at the clock: with midnight, the figures begin anew.</summary>
    /// <returns>Whether something may have changed since the last look.</returns>
    public bool Look(DateTimeOffset at)
    {
        var isChanged = _isChanged;
        foreach (var day in _days.Values) isChanged |= day.Look(at);
        _isChanged = false;
        return isChanged;
    }

    /// <summary>Applies one event.</summary>
    /// <param name="received">The event.</param>
    /// <param name="at">When it came; UTC.</param>
    public void Apply(CallEvent received, DateTimeOffset at)
    {
        if (_isListing && _sinceList.Count < MostKept) _sinceList.Add((received, at));
        ApplyNow(received, at);
    }

    /// <summary>Takes over the list that <see cref="BeginList"/> has announced, then the events that came meanwhile.</summary>
    /// <param name="rows">The list.</param>
    /// <param name="at">When it was complete; UTC.</param>
    public void Load(IReadOnlyList<QueueRow> rows, DateTimeOffset at)
    {
        var before = _queues;
        _queues = new(StringComparer.Ordinal);
        Unknown.Clear();
        LoadRows(rows, before, at);
        if (_isFirstList) MarkGaps(before);
        foreach (var gone in _days.Keys.Where(name => !_queues.ContainsKey(name) && !before.ContainsKey(name)).ToList()) _days.Remove(gone);
        _isFirstList = false;
        _isReplay = true;
        foreach (var (kept, keptAt) in _sinceList) ApplyNow(kept, keptAt);
        _isReplay = false;
        AbandonList();
    }

    /// <summary>Takes over what the PBX has answered about one queue: nothing when there is none of that name.</summary>
    public void Load(string queue, IReadOnlyList<QueueRow> rows, DateTimeOffset at)
    {
        var before = _queues;
        _queues = new(before, StringComparer.Ordinal);
        _queues.Remove(queue);
        Unknown.Remove(queue);
        LoadRows(rows.Where(row => string.Equals(row.Queue, queue, StringComparison.Ordinal)), before, at);
    }

    private void LoadRows(IEnumerable<QueueRow> rows, Dictionary<string, TrackedQueue> before, DateTimeOffset at)
    {
        _isChanged = true;
        foreach (var row in rows)
        {
            if (row is QueueRow.Parameters parameters)
                _queues[row.Queue] = Of(parameters, before.GetValueOrDefault(row.Queue), at);
            else if (_queues.TryGetValue(row.Queue, out var queue))
                queue.Take(row, before.GetValueOrDefault(row.Queue), at);
        }
    }

    /// <summary>
    /// What became of calls while the PBX was not followed: its counters tell those that have ended; an answered call that lasts is not among them. Then a
    /// caller who was known to wait is no longer in the list, or an agent who was free is in a call.
    /// </summary>
    private void MarkGaps(Dictionary<string, TrackedQueue> before)
    {
        foreach (var known in before.Values)
        {
            var now = Find(known.Name);
            var isLeft = known.Waiting.Exists(caller => !caller.IsCounted && now?.Caller(caller.Id) is null);
            var isTaken = now is not null
                && now.Agents.Any(agent => agent.Value.IsInCall && known.Agents.GetValueOrDefault(agent.Key) is not { IsInCall: true });
            if (isLeft || isTaken) known.Day.MarkGap();
        }
    }

    private TrackedQueue Of(QueueRow.Parameters row, TrackedQueue? before, DateTimeOffset at)
    {
        if (!_days.TryGetValue(row.Queue, out var day)) _days.Add(row.Queue, day = new QueueDay(zone));
        day.Look(at);
        var ended = row.Completed + row.Abandoned;
        if (_isFirstList && before?.Ended is { } known && ended != known) day.MarkGap();
        return new TrackedQueue(row.Queue, day)
        {
            Strategy = row.Strategy,
            AnswerWithin = row.ServiceLevel > 0 ? TimeSpan.FromSeconds(row.ServiceLevel) : null,
            Ended = ended,
        };
    }

    private void ApplyNow(CallEvent received, DateTimeOffset at)
    {
        switch (received)
        {
            case ChannelEvent.Queueing queueing when Known(queueing.Queue, at) is { } queue:
                if (queueing.IsWaiting)
                    Join(queue, queueing, at);
                else
                    Leave(queue, queueing.Channel.UniqueId, at);
                break;
            case ChannelEvent.Changed changed:
                Rename(changed.Channel);
                break;
            case ChannelEvent.Ended or ChannelEvent.EndRequested:
                End((ChannelEvent)received, at);
                break;
            case QueueEvent.DeviceChanged device:
                SetState(device);
                break;
            case QueueEvent.AgentChanged changed when Known(changed.Queue, at) is { } queue:
                Take(queue, changed.Agent, at);
                break;
            case QueueEvent.AgentRemoved removed when Known(removed.Queue, at) is { } queue:
                queue.Agents.Remove(removed.Interface);
                break;
            case QueueEvent.Connected connected when Known(connected.Queue, at) is { } queue:
                Connect(queue, connected);
                break;
            case QueueEvent.Completed completed when Known(completed.Queue, at) is { } queue:
                Complete(queue, completed, at);
                break;
            case QueueEvent.Missed missed when Known(missed.Queue, at) is { } queue && !_isReplay:
                queue.Day.Miss(missed.Interface);
                break;
            case QueueEvent.Abandoned abandoned when Known(abandoned.Queue, at) is { } queue:
                Abandon(queue, abandoned, at);
                break;
        }
    }

    private TrackedQueue? Known(string name, DateTimeOffset at)
    {
        _isChanged = true;
        if (_queues.TryGetValue(name, out var queue))
            queue.Day.Look(at);
        else
            Unknown.Add(name);
        return queue;
    }

    private static void Take(TrackedQueue queue, QueueMemberRow agent, DateTimeOffset at)
    {
        if (queue.Agents.TryGetValue(agent.Interface, out var known))
        {
            known.Take(agent, at);
            return;
        }

        queue.Agents.Add(agent.Interface, new TrackedAgent(agent) { PausedAt = agent.IsPaused ? at : null });
    }

    private void SetState(QueueEvent.DeviceChanged device)
    {
        _isChanged = true;
        foreach (var agent in _queues.Values.SelectMany(queue => queue.Agents.Values))
        {
            if (string.Equals(AgentDevice.Of(agent.Row), device.Device, StringComparison.OrdinalIgnoreCase)) agent.DeviceState = device.State;
        }
    }

    private void Join(TrackedQueue queue, ChannelEvent.Queueing joined, DateTimeOffset at)
    {
        if (queue.Waiting.Count == TrackedQueue.MostWaiting || queue.Caller(joined.Channel.UniqueId) is not null) return;

        if (!_isReplay) _ends.Joined(joined.Channel.UniqueId);

        // Callers with a higher priority come in before others.
        var place = joined.Position > 0 ? Math.Min(joined.Position - 1, queue.Waiting.Count) : queue.Waiting.Count;
        queue.Waiting.Insert(place, new TrackedCaller(joined.Channel.UniqueId, at)
        {
            Channel = joined.Channel.Name,
            Number = joined.Channel.Number,
            Name = joined.Channel.PartyName,
        });
    }

    private void Leave(TrackedQueue queue, string callerId, DateTimeOffset at)
    {
        if (queue.Caller(callerId) is not { } caller) return;
        if (!_isReplay) _ends.Left(queue.Day, caller, at);
        queue.Waiting.Remove(caller);
    }

    /// <summary>A channel ends, or its end is requested: it may be one of a caller.</summary>
    private void End(ChannelEvent received, DateTimeOffset at)
    {
        var id = received.Channel.UniqueId;
        if (!_isReplay) _isChanged |= _ends.Ending(received, at);
        foreach (var queue in _queues.Values)
        {
            if (queue.Caller(id) is { } waiting)
            {
                _isChanged = true;
                waiting.IsEnding = true;
                if (received is ChannelEvent.Ended) queue.Waiting.Remove(waiting);
            }

            if (received is ChannelEvent.Ended) _isChanged |= queue.EndCallOf(id);
        }
    }

    private void Rename(ChannelSnapshot channel)
    {
        foreach (var queue in _queues.Values)
        {
            if (queue.Caller(channel.UniqueId) is not { } waiting) continue;
            _isChanged = true;
            (waiting.Number, waiting.Name) = (channel.Number, channel.PartyName);
        }
    }

    private void Connect(TrackedQueue queue, QueueEvent.Connected connected)
    {
        if (queue.Agents.TryGetValue(connected.Interface, out var agent)) (agent.IsInCall, agent.CallerId) = (true, connected.CallerId);
        if (!_isReplay) queue.Day.Answer(_ends.Answered(connected.CallerId, connected.Waited), queue.AnswerWithin);
    }

    private void Complete(TrackedQueue queue, QueueEvent.Completed completed, DateTimeOffset at)
    {
        // A list that already has its end may have come before the event.
        if (queue.Agents.TryGetValue(completed.Interface, out var agent) && agent.IsInCall) agent.EndCall(at, isCounted: !_isReplay || agent.Row.IsInCall);
        if (!_isReplay) queue.Ended++;
    }

    private void Abandon(TrackedQueue queue, QueueEvent.Abandoned abandoned, DateTimeOffset at)
    {
        if (_isReplay) return;
        queue.Ended++;
        _ends.Abandoned(queue.Day, queue.Caller(abandoned.CallerId), abandoned, at);
    }
}
