using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// Follows the calls of one PBX over its main connection: it requests all of them, applies every event, and puts them on the <see cref="CallBoard"/>. Events
/// are handed over on the reading loop; everything else happens on a loop of its own, so that no list of calls delays a state.
/// </summary>
internal sealed class CallFollower(
    AmiServerOptions server, CallBoard board, LiveBoard extensions, IQueueFollower queues, ICallHistory history, TimeProvider time, ILogger<CallFollower> logger)
{
    /// <summary>The shortest time between two lists, however often there is a reason.</summary>
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait after a list that failed.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>How often all calls are requested without a reason: an event that was lost must not leave a call behind.</summary>
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);

    /// <summary>The shortest time between two publications: pages are told no more often, and reading calls takes a twentieth of it at most.</summary>
    private static readonly TimeSpan BetweenPublications = TimeSpan.FromMilliseconds(25);

    private readonly CallInbox _inbox = new(time);
    private readonly PhoneIndex _phones = new();
    private readonly TruthMeter _meter = new(time);
    private readonly ConcurrentQueue<BoardBatch> _batches = new();
    private CallRecorder _recorder = null!;
    private CallTracker _tracker = null!;
    private bool _isResumed;
    private bool _isMoving;

    /// <summary>Whether the events of calls are used.</summary>
    public bool IsOn => server.Calls;

    /// <summary>How long a state contradicts calls before the PBX is asked.</summary>
    public TimeSpan Patience { init => _meter.Patience = value; }

    private bool IsLive => board.HealthOf(server.Name)?.State == CallsState.Live;

    /// <summary>A new connection begins; nothing of the one before counts. No <see cref="RunAsync"/> may be under way.</summary>
    public void Begin()
    {
        _inbox.Begin();
        _recorder ??= new CallRecorder(server.Name, _phones) { NumberPlaced = board.TakePlaced };
        _recorder.Begin();
        _tracker = new CallTracker { Recorder = _recorder };
        queues.Begin();
    }

    /// <summary>Takes an event, on the reading loop.</summary>
    /// <param name="received">The event.</param>
    /// <param name="isProven">Whether it is surely the PBX's own; else the PBX is asked.</param>
    public void Receive(CallEvent received, bool isProven)
    {
        if (received is QueueEvent ofQueue) queues.Hear(ofQueue, isProven);
        _inbox.Receive(received, isProven);
    }

    /// <inheritdoc cref="IQueueFollower.Follows"/>
    public bool Follows(string device) => IsOn && queues.Follows(device);

    /// <inheritdoc cref="IQueueFollower.FollowedHint"/>
    public string? FollowedHint(string context, string exten) => IsOn ? queues.FollowedHint(context, exten) : null;

    /// <summary>Something may have been missed: all calls are requested.</summary>
    public void Doubt() => _inbox.Doubt();

    /// <summary>Follows until it is cancelled or the session has ended. Then no call is known.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="onStateDoubted">Called with an extension whose state may have changed unheard.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(AmiSession session, Action<ExtensionKey> onStateDoubted, CancellationToken cancellationToken)
    {
        if (!IsOn) return;
        var (boardRows, subscription) = extensions.Subscribe(batch =>
        {
            Enqueue(batch);
            return Task.CompletedTask;
        });
        using (subscription)
        {
            Enqueue(boardRows);
            try
            {
                await ResumeAsync(cancellationToken);
                await FollowAsync(session, onStateDoubted, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The session is over.
            }
            catch (Exception unexpected) when (unexpected is not OperationCanceledException)
            {
                CallLog.FollowingFailed(logger, server.Name, unexpected);
                SetUnavailable(CallMessages.UnexpectedFailure(server.Name), null);
            }
            finally
            {
                board.Publish(CallSnapshot.Empty(server.Name));
                queues.Withdraw();
                _meter.Clear();
                board.Update(server.Name, health => WithTruth(health) with { State = health.State == CallsState.Live ? CallsState.Waiting : health.State });
            }
        }
    }

    /// <summary>The program ends: calls that are under way are recorded as such, and taken up again after the next start.</summary>
    public void End()
    {
        foreach (var call in _recorder?.Calls() ?? []) history.Add(call);
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await queues.ResumeAsync(cancellationToken);
        if (_isResumed) return;
        foreach (var call in await history.UnfinishedAsync(server.Name, cancellationToken)) _recorder.Resume(call);
        _isResumed = true;
    }

    private void Enqueue(BoardBatch batch)
    {
        _batches.Enqueue(batch);
        _inbox.Wake();
    }

    private async Task FollowAsync(AmiSession session, Action<ExtensionKey> onStateDoubted, CancellationToken cancellationToken)
    {
        var last = CallSnapshot.Empty(server.Name);
        var nextList = time.GetTimestamp();
        Task<CallLists>? listing = null;
        Task<CallRequests.Answers>? asking = null;
        var waking = _inbox.WaitAsync(cancellationToken);
        var isLoaded = false;
        while (!session.Ended.IsCompleted)
        {
            var started = time.GetTimestamp();
            FollowBoard();
            _inbox.ApplyTo(_tracker, queues);
            // What is done first, so that what came meanwhile is asked for right after it.
            if (asking is { IsCompleted: true })
            {
                isLoaded |= await TakeAnswersAsync(asking);
                asking = null;
            }

            if (listing is { IsCompleted: true })
            {
                (var isListed, var pause) = await LoadAsync(listing);
                isLoaded |= isListed;
                nextList = time.GetTimestamp() + Ticks(pause);
                listing = null;
            }

            if (listing is null && asking is null && started >= nextList && (_inbox.IsListDue || _tracker.IsOverrun))
            {
                _inbox.BeginList();
                _tracker.BeginList();
                queues.BeginList();
                listing = CallRequests.ReadAsync(session, cancellationToken);
            }

            // Before the first list, and while the PBX refuses it, an answer would be of no use.
            if (listing is null && asking is null && IsLive && _inbox.TakeAsked() is { Count: > 0 } names)
            {
                _tracker.BeginList();
                asking = CallRequests.AskAsync(session, names, cancellationToken);
            }

            var queueing = await queues.AskAsync(session, cancellationToken);
            if (IsLive)
            {
                // What is shown stays until a channel on its way has arrived.
                _isMoving = _tracker.IsBetweenBridges(time.GetUtcNow());
                if (!_isMoving)
                {
                    last = Publish(last, isLoaded);
                    isLoaded = false;
                }

                queues.Publish(_phones, time.GetUtcNow());

                // What the answers do not confirm was heard too late or not at all.
                await _meter.TurnAsync(session, _tracker, _phones, onStateDoubted, _inbox.RequestList, cancellationToken);
                if (_meter.TakeNews()) board.Update(server.Name, WithTruth);
            }

            var took = time.GetElapsedTime(started);
            await Task.Delay(BetweenPublications > 20 * took ? BetweenPublications : 20 * took, time, cancellationToken);
            await WaitAsync(session, waking, listing ?? (Task?)asking ?? queueing, nextList, cancellationToken);
            if (!waking.IsCompleted) continue;
            _inbox.Sleep();
            waking = _inbox.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for something to do: an event, a list, or the time for the next list, look or question.</summary>
    private async Task WaitAsync(AmiSession session, Task waking, Task? listing, long nextList, CancellationToken cancellationToken)
    {
        var untilCheck = BetweenChecks;
        if (_inbox.IsListDue && listing is null)
        {
            var left = time.GetElapsedTime(time.GetTimestamp(), nextList);
            untilCheck = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        var untilOther = _isMoving ? BetweenPublications : _meter.Rest ?? TimeSpan.MaxValue;
        var isForOther = untilOther < untilCheck;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleeping = Task.Delay(isForOther ? untilOther : untilCheck, time, awake.Token);
        var first = await Task.WhenAny(waking, sleeping, listing ?? session.Ended, _meter.Pending ?? session.Ended, session.Ended);
        await awake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == sleeping && listing is null && !isForOther) _inbox.RequestList();
    }

    private void FollowBoard()
    {
        while (_batches.TryDequeue(out var batch))
        {
            var rows = batch.Rows.Where(row => string.Equals(row.Key.Server, server.Name, StringComparison.Ordinal)).ToList();
            _phones.Follow(rows);
            _meter.Follow(rows);
        }
    }

    /// <returns>Whether the list was loaded, and how long to wait with the next.</returns>
    private async Task<(bool IsLoaded, TimeSpan Pause)> LoadAsync(Task<CallLists> listing)
    {
        try
        {
            var lists = await listing;
            _inbox.ApplyTo(_tracker, queues);
            var before = _tracker.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
            _tracker.Load(lists, time.GetUtcNow());
            queues.Load(lists.Queues, time.GetUtcNow());
            var wasLive = IsLive;
            var differing = !wasLive ? 0 : before.Count(id => _tracker.Find(id) is null) + _tracker.Channels.Count(channel => !before.Contains(channel.Id));
            board.Update(server.Name, health => WithFigures(health) with
            {
                State = CallsState.Live,
                Reason = null,
                PbxWords = null,
                ListedAt = time.GetUtcNow(),
                Differing = health.Differing + differing,
            }, isNews: !wasLive);

            // Hold is told a moment before the PBX lists it. Whoever connects in that moment misses the one and does not get the other yet.
            if (!wasLive || _tracker.IsHoldDisputed) _inbox.RequestList();
            return (true, BetweenLists);
        }
        catch (AmiException failure) when (failure is not AmiClosedException)
        {
            _tracker.AbandonList();
            queues.AbandonList();
            _inbox.RequestList();
            SetUnavailable(failure is AmiPermissionException ? CallMessages.NotAllowed(server) : failure.Sentence, failure.PbxWords);
            return (false, AfterFailure);
        }
        catch (AmiClosedException)
        {
            // The connection's own loop finds out and says why.
            return (false, AfterFailure);
        }
    }

    /// <returns>Whether the answers were taken over.</returns>
    private async Task<bool> TakeAnswersAsync(Task<CallRequests.Answers> asking)
    {
        try
        {
            var answers = await asking;
            _inbox.ApplyTo(_tracker, queues);
            if (!_tracker.Load(answers.Names, answers.Rows, time.GetUtcNow())) _inbox.RequestList();
            return true;
        }
        catch (AmiException)
        {
            // The list says whether there is more to it, and why.
            _tracker.AbandonList();
            _inbox.RequestList();
            return false;
        }
    }

    private CallSnapshot Publish(CallSnapshot last, bool isAfterList)
    {
        foreach (var call in _recorder.TakeFinished(_tracker, new CallGraph(_tracker), time.GetUtcNow())) history.Add(call);
        var snapshot = CallReader.Read(server.Name, _tracker, _phones, last, time.GetUtcNow(), isAfterList);
        if (!isAfterList && snapshot.Calls.SequenceEqual(last.Calls, ReferenceEqualityComparer.Instance)) return last;
        board.Publish(snapshot);
        board.Update(server.Name, WithFigures, isNews: false);
        return snapshot;
    }

    private CallsHealth WithFigures(CallsHealth health) => health with { Events = _inbox.Received, Doubted = _inbox.Doubted };

    private CallsHealth WithTruth(CallsHealth health) => health with { Contradictions = _meter.Found, Contradicted = _meter.Open };

    private void SetUnavailable(FormattableString reason, string? words)
    {
        board.Publish(CallSnapshot.Empty(server.Name));
        queues.Withdraw();
        _meter.Clear();
        board.Update(server.Name, health => WithTruth(health) with { State = CallsState.Unavailable, Reason = reason, PbxWords = words });
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
