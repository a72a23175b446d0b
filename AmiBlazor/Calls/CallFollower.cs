using System.Collections.Concurrent;
using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// Follows the calls of one PBX over its main connection: it requests all of them, applies every event, and puts them on the <see cref="CallBoard"/>. Events
/// are handed over on the reading loop; everything else happens on a loop of its own, so that no list of calls delays a state.
/// </summary>
internal sealed class CallFollower(AmiServerOptions server, CallBoard board, LiveBoard extensions, TimeProvider time, ILogger<CallFollower> logger)
{
    /// <summary>The most events that wait to be applied; more, and the PBX is asked for its lists.</summary>
    private const int MostWaiting = 65_536;

    /// <summary>The most channels that are asked about one by one; of more, a list tells quicker.</summary>
    private const int MostAsked = 32;

    /// <summary>The shortest time between two lists, however often there is a reason.</summary>
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait after a list that failed.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>How often all calls are requested without a reason: an event that was lost must not leave a call behind.</summary>
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);

    /// <summary>The shortest time between two publications: pages are told no more often, and reading many calls takes no more than a tenth of it.</summary>
    private static readonly TimeSpan BetweenPublications = TimeSpan.FromMilliseconds(25);

    private readonly Channel<(ChannelEvent Event, DateTimeOffset At)> _events = Channel.CreateBounded<(ChannelEvent, DateTimeOffset)>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CallTracker _tracker = new();
    private readonly PhoneIndex _phones = new();
    private readonly ConcurrentQueue<BoardBatch> _batches = new();

    // The channels to ask about; its own lock.
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private int _isAwake;
    private long _received;
    private long _doubted;
    private volatile bool _isListDue;

    /// <summary>Whether the events of calls are used.</summary>
    public bool IsOn => server.Calls;

    /// <summary>A new connection begins; nothing of the one before counts. No <see cref="RunAsync"/> may be under way.</summary>
    public void Begin()
    {
        while (_events.Reader.TryRead(out _))
        {
        }

        _tracker.Clear();
        _isListDue = true;
    }

    /// <summary>Takes an event, on the reading loop.</summary>
    /// <param name="received">The event.</param>
    /// <param name="isProven">Whether it is surely the PBX's own; else the PBX is asked.</param>
    public void Receive(ChannelEvent received, bool isProven)
    {
        Volatile.Write(ref _received, _received + 1);
        if (!isProven)
            Ask(received.Channel.Name);
        else if (_events.Writer.TryWrite((received, time.GetUtcNow())))
            Wake();
        else
            Doubt();
    }

    /// <summary>What an event may only seem to say of a channel is not believed: the PBX is asked about that channel.</summary>
    private void Ask(string channel)
    {
        Interlocked.Increment(ref _doubted);
        lock (_asked)
        {
            if (_asked.Count == MostAsked)
                _isListDue = true;
            else
                _asked.Add(channel);
        }

        Wake();
    }

    /// <summary>Something may have been missed: all calls are requested.</summary>
    public void Doubt()
    {
        Interlocked.Increment(ref _doubted);
        _isListDue = true;
        Wake();
    }

    /// <summary>Follows until it is cancelled or the session has ended. Then no call is known.</summary>
    public async Task RunAsync(AmiSession session, CancellationToken cancellationToken)
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
                await FollowAsync(session, cancellationToken);
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
                board.Update(server.Name, health => health.State == CallsState.Live ? health with { State = CallsState.Waiting } : health);
            }
        }
    }

    private void Enqueue(BoardBatch batch)
    {
        _batches.Enqueue(batch);
        Wake();
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) == 0) _wake.Release();
    }

    private async Task FollowAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var last = CallSnapshot.Empty(server.Name);
        var nextList = time.GetTimestamp();
        Task<CallLists>? listing = null;
        Task<ChannelAnswers>? asking = null;
        var waking = _wake.WaitAsync(cancellationToken);
        while (!session.Ended.IsCompleted)
        {
            var started = time.GetTimestamp();
            FollowBoard();
            ApplyEvents();
            if (listing is null && asking is null && started >= nextList && (_isListDue || _tracker.IsOverrun))
            {
                _isListDue = false;
                _tracker.BeginList();
                listing = ReadAsync(session, cancellationToken);
            }

            if (listing is null && asking is null && TakeAsked() is { Count: > 0 } names)
            {
                _tracker.BeginList();
                asking = AskAsync(session, names, cancellationToken);
            }

            var isLoaded = false;
            if (asking is { IsCompleted: true })
            {
                isLoaded = await TakeAnswersAsync(asking);
                asking = null;
            }

            if (listing is { IsCompleted: true })
            {
                (isLoaded, var pause) = await LoadAsync(listing);
                nextList = time.GetTimestamp() + Ticks(pause);
                listing = null;
            }

            if (board.HealthOf(server.Name) is { State: CallsState.Live }) last = Publish(last, isLoaded);
            var took = time.GetElapsedTime(started);
            await Task.Delay(BetweenPublications > 10 * took ? BetweenPublications : 10 * took, time, cancellationToken);
            waking = await WaitAsync(session, waking, listing ?? (Task?)asking, nextList, cancellationToken);
        }
    }

    /// <summary>Waits for something to do: an event, a list, or the time for the next list.</summary>
    private async Task<Task> WaitAsync(AmiSession session, Task waking, Task? listing, long nextList, CancellationToken cancellationToken)
    {
        var untilCheck = BetweenChecks;
        if (_isListDue && listing is null)
        {
            var left = time.GetElapsedTime(time.GetTimestamp(), nextList);
            untilCheck = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleeping = Task.Delay(untilCheck, time, awake.Token);
        var first = await Task.WhenAny(waking, sleeping, listing ?? session.Ended, session.Ended);
        await awake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == sleeping && listing is null) _isListDue = true;
        if (!waking.IsCompleted) return waking;
        Volatile.Write(ref _isAwake, 0);
        return _wake.WaitAsync(cancellationToken);
    }

    private void FollowBoard()
    {
        while (_batches.TryDequeue(out var batch))
            _phones.Follow(batch.Rows.Where(row => string.Equals(row.Key.Server, server.Name, StringComparison.Ordinal)));
    }

    private void ApplyEvents()
    {
        while (_events.Reader.TryRead(out var received)) _tracker.Apply(received.Event, received.At);
    }

    private HashSet<string> TakeAsked()
    {
        lock (_asked)
        {
            var taken = new HashSet<string>(_asked, StringComparer.Ordinal);
            _asked.Clear();
            return taken;
        }
    }

    private static async Task<ChannelAnswers> AskAsync(AmiSession session, HashSet<string> names, CancellationToken cancellationToken)
    {
        var rows = new List<ChannelRow>();
        foreach (var name in names)
        {
            if (await session.GetChannelAsync(name, cancellationToken) is { } row) rows.Add(row);
        }

        return new ChannelAnswers(names, rows);
    }

    private static async Task<CallLists> ReadAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var channels = await session.ListChannelsAsync(cancellationToken);
        var bridges = await session.ListBridgesAsync(cancellationToken);
        IReadOnlyList<QueueRow> queues;
        try
        {
            queues = await session.ListQueuesAsync(cancellationToken);
        }
        catch (AmiException refused) when (refused is AmiRefusedException or AmiCommandUnknownException or AmiPermissionException)
        {
            // A PBX without queues.
            queues = [];
        }

        return new CallLists(channels, bridges, queues);
    }

    /// <returns>Whether the list was loaded, and how long to wait with the next.</returns>
    private async Task<(bool IsLoaded, TimeSpan Pause)> LoadAsync(Task<CallLists> listing)
    {
        try
        {
            var lists = await listing;
            ApplyEvents();
            var before = _tracker.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
            _tracker.Load(lists, time.GetUtcNow());
            var wasLive = board.HealthOf(server.Name)?.State == CallsState.Live;
            var differing = !wasLive ? 0 : before.Count(id => _tracker.Find(id) is null) + _tracker.Channels.Count(channel => !before.Contains(channel.Id));
            board.Update(server.Name, health => WithFigures(health) with
            {
                State = CallsState.Live,
                Reason = null,
                PbxWords = null,
                ListedAt = time.GetUtcNow(),
                Differing = health.Differing + differing,
            }, isNews: !wasLive);
            return (true, BetweenLists);
        }
        catch (AmiException failure) when (failure is not AmiClosedException)
        {
            _tracker.AbandonList();
            _isListDue = true;
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
    private async Task<bool> TakeAnswersAsync(Task<ChannelAnswers> asking)
    {
        try
        {
            var answers = await asking;
            ApplyEvents();
            if (!_tracker.Load(answers.Names, answers.Rows, time.GetUtcNow())) _isListDue = true;
            return true;
        }
        catch (AmiException)
        {
            // The list says whether there is more to it, and why.
            _tracker.AbandonList();
            _isListDue = true;
            return false;
        }
    }

    private CallSnapshot Publish(CallSnapshot last, bool isAfterList)
    {
        var snapshot = CallReader.Read(server.Name, _tracker, _phones, last, time.GetUtcNow(), isAfterList);
        if (!isAfterList && snapshot.Calls.SequenceEqual(last.Calls, ReferenceEqualityComparer.Instance)) return last;
        board.Publish(snapshot);
        board.Update(server.Name, WithFigures, isNews: false);
        return snapshot;
    }

    private CallsHealth WithFigures(CallsHealth health) =>
        health with { Events = Volatile.Read(ref _received), Doubted = Volatile.Read(ref _doubted) };

    private void SetUnavailable(FormattableString reason, string? words)
    {
        board.Publish(CallSnapshot.Empty(server.Name));
        board.Update(server.Name, health => health with { State = CallsState.Unavailable, Reason = reason, PbxWords = words });
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>What the PBX has answered about some channels: those that there are.</summary>
    private sealed record ChannelAnswers(HashSet<string> Names, List<ChannelRow> Rows);
}
