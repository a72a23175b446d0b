using AmiBlazor.Ami;
using AmiBlazor.Store;
using Polly;
using Polly.Retry;

namespace AmiBlazor.Live;

/// <summary>
/// The main connection of one PBX: connects, asks for all states, follows every event, and when it is lost begins again, for ever. What it hears
/// goes through the feed into the store; what becomes of itself it reports.
/// </summary>
internal sealed partial class MainConnection
{
    /// <summary>A PBX that takes a connection and drops it at once is not asked more often than this.</summary>
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(750);

    /// <summary>A connection that lived so long was a good one.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    /// <summary>Whatever the database wants to get over, a PBX need not send its list every second meanwhile.</summary>
    private static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(10);

    /// <summary>A PBX that tells of the end of its start is waited for so long; with all its modules it can take a while.</summary>
    private static readonly TimeSpan LongestBoot = TimeSpan.FromSeconds(30);

    private readonly AmiServerOptions _server;
    private readonly LiveParts _parts;
    private readonly LiveEventQueue _queue;
    private readonly LiveEventHandler _listener;
    private readonly ExtensionStateCache _cache = new();
    private readonly ResyncScheduler _plan;
    private readonly ResiliencePipeline<AmiSession> _reconnecting;
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedStamp;
    private TimeSpan _reconnectDelay = ReconnectDelay / 2;

    // Set by the goodbye: until when every change was heard.
    private DateTimeOffset? _followedUntil;

    public MainConnection(AmiServerOptions server, LiveParts parts)
    {
        _server = server;
        _parts = parts;
        _startedAt = parts.Time.GetUtcNow();
        _startedStamp = parts.Time.GetTimestamp();
        _queue = parts.Feeds.For(server.Name);
        _listener = new LiveEventHandler(server, _queue, parts.Time);
        _plan = new ResyncScheduler(parts.Options.CheckInterval);
        _health = parts.Connections.Find(server.Name) ?? throw new ArgumentException($"{server.Name} is not configured.", nameof(server));
        _reconnecting = new ResiliencePipelineBuilder<AmiSession> { TimeProvider = parts.Time }
            .AddRetry(new RetryStrategyOptions<AmiSession>
            {
                ShouldHandle = static failed => ValueTask.FromResult(failed.Outcome.Exception is not null and not OperationCanceledException),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = parts.Options.LongestWait,
                DelayGenerator = failed => ValueTask.FromResult(WaitAfter(failed.Outcome.Exception)),
                OnRetry = failed => OnFailedAsync(failed.Outcome.Exception!, failed.RetryDelay),
            })
            .Build();
    }

    private string Name => _server.Name;

    private DateTimeOffset Now => _parts.Time.GetUtcNow();

    /// <summary>The time by which it is decided what is due: unlike <see cref="Now"/> it never jumps, when somebody sets the machine's clock.</summary>
    private DateTimeOffset MonotonicNow => _startedAt + _parts.Time.GetElapsedTime(_startedStamp);

    /// <summary>Keeps the connection until it is told to end; then it says goodbye, writes what was heard, and returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _queue.Checked += OnChecked;
        _queue.ReloadTraced += OnReloadTraced;
        var writing = WriteAsync(cancellationToken);
        try
        {
            await RecoverAsync(cancellationToken);
            while (true)
            {
                var session = await _reconnecting.ExecuteAsync(token => new ValueTask<AmiSession>(ConnectAsync(token)), cancellationToken);
                var since = _parts.Time.GetTimestamp();
                await using (session)
                {
                    if (await FollowAsync(session, cancellationToken) is { } reason)
                        await OnLostAsync(session, reason);
                    else
                        await SayGoodbyeAsync(session);
                }

                await Task.Delay(ReconnectDelayAfter(_parts.Time.GetElapsedTime(since)), _parts.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            _queue.Checked -= OnChecked;
            _queue.ReloadTraced -= OnReloadTraced;
            await writing;
            await EndAsync();
        }
    }

    /// <summary>One that is lost again and again is tried less and less often.</summary>
    private TimeSpan ReconnectDelayAfter(TimeSpan lived)
    {
        _reconnectDelay = lived >= LongEnough ? ReconnectDelay : _reconnectDelay * 2;
        if (_reconnectDelay > _parts.Options.LongestWait)
            _reconnectDelay = _parts.Options.LongestWait;
        return _reconnectDelay;
    }

    /// <summary>How long to wait after a failure; null for the usual, growing wait.</summary>
    private TimeSpan? WaitAfter(Exception? failure) => failure switch
    {
        not null when IsRefusal(failure) => _parts.Options.RefusedWait,
        StoreException => StoreWait,
        _ => null,
    };

    /// <summary>True where asking again soon would not help and could do harm.</summary>
    private static bool IsRefusal(Exception failure) => failure is
        AmiAuthenticationException or AmiLoginInUseException or AmiPermissionException or AmiCommandUnknownException or AmiSecretException or AmiLimitExceededException;

    /// <summary>Opens a session and brings the board up to date; after this every change is heard.</summary>
    private async Task<AmiSession> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_listener.Booted.IsCompleted)
            _isToldBoots = true;
        _listener.Begin();
        _queue.Reset();
        _followedUntil = null;
        Change(health => health with { NextTryAt = null }, isNews: false);
        var session = await _parts.Connector.FollowAsync(_server, _listener, cancellationToken);
        try
        {
            Change(health => health with { State = MainConnectionState.Syncing, Since = Now, AmiVersion = session.Version });
            _eventsBefore = _listener.Events;
            await WaitUntilBootedAsync(session, cancellationToken);
            await SyncAsync(session, ResyncReason.Connected, cancellationToken);
            return session;
        }
        catch
        {
            _queue.MarkUntrusted();
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A PBX that still starts lists but a part of its hints. An account with <c>read=system</c> is told when it is done; of one without it nobody
    /// knows, so that the wait is short unless it was told before, or there is something to lose and nothing known of it.
    /// </summary>
    private async Task WaitUntilBootedAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var longest = _isToldBoots switch
        {
            true => LongestBoot,
            null when _parts.Board.Rows(Name).Count > 0 => TimeSpan.FromSeconds(2),
            _ => TimeSpan.FromMilliseconds(200),
        };
        await WaitAsync(session, _listener.Booted, longest, cancellationToken);

        // Should it come later, all states are asked for again.
        if (!session.Ended.IsCompleted)
            _isToldBoots = _listener.Booted.IsCompleted;
    }

    /// <summary>Follows events, with a Ping now and then, until the session ends.</summary>
    /// <returns>Why it ended; null when it is to be made anew.</returns>
    private async Task<AmiException?> FollowAsync(AmiSession session, CancellationToken cancellationToken)
    {
        // Who waits for a request must not outlive the session: a connection that comes and goes would leave one behind each time.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pingAt = MonotonicNow;
        var request = _listener.Requests.WaitToReadAsync(ended.Token).AsTask();
        try
        {
            while (true)
            {
                if (MonotonicNow >= pingAt)
                {
                    pingAt = MonotonicNow + _parts.Options.PingInterval;
                    await PingAsync(session, cancellationToken);
                }

                if (_plan.Next is var next && MonotonicNow >= next.At)
                {
                    // An account is given its rights at the login: that somebody has mended them shows only on another connection.
                    if (next.Reason == ResyncReason.Check && IsDeaf)
                        return null;
                    await ResyncAsync(session, next.Reason, cancellationToken);
                    continue;
                }

                var wake = next.At < pingAt ? next.At : pingAt;
                await WaitAsync(session, request, wake - MonotonicNow, cancellationToken);
                if (session.Ended.IsCompleted)
                    return await session.Ended;
                if (request.IsCompleted)
                {
                    await AcceptRequestsAsync();
                    request = _listener.Requests.WaitToReadAsync(ended.Token).AsTask();
                }
            }
        }
        catch (AmiException failure)
        {
            return failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SayGoodbyeAsync(session);
            throw;
        }
        catch (Exception unexpected)
        {
            Log.UnexpectedFailure(_parts.Logger, Name, unexpected);
            return new AmiFaultException(LiveMessages.UnexpectedFailure(Name), unexpected);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task WaitAsync(AmiSession session, Task request, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero)
            return;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(longest, _parts.Time, awake.Token);
        await Task.WhenAny(session.Ended, request, sleep);
        await awake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task AcceptRequestsAsync()
    {
        while (_listener.Requests.TryRead(out var reason))
        {
            _plan.Request(reason, MonotonicNow);
            if (reason == ResyncReason.Overrun)
                await BeginGapAsync(_queue.FullSince ?? Now, LiveMessages.Overrun(Name), null);
        }
    }

    private async Task PingAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var roundTrip = await session.PingAsync(_parts.Options.PingTimeout, cancellationToken);
        _parts.Metrics.Answered(Name, roundTrip);
        Change(health => health with { RoundTrip = roundTrip }, isNews: false);
        await NoteFollowedAsync();
    }

    /// <summary>As <see cref="SyncAsync"/>. That the database does not take it is no reason to leave a PBX whose every change is heard.</summary>
    private async Task ResyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await SyncAsync(session, reason, cancellationToken);
        }
        catch (StoreException failure)
        {
            ReportNotSaved(failure);
            _plan.Postpone(reason, MonotonicNow + StoreWait);
        }
    }

    /// <summary>Asks for all states over the session itself and has them saved. What is heard meanwhile is younger, and stays.</summary>
    private async Task SyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        // Whatever the reason: what was lost, the list tells.
        if (_queue.FullSince is not null)
            _queue.Reset();
        _listener.ListRequested();
        var (at, stamp) = (Now, _parts.Time.GetTimestamp());
        SnapshotRow[] rows;
        using (var list = await session.ListExtensionStatesAsync(AmiActionId.New("main"), _cache, cancellationToken))
            rows = Keep(list);

        var known = _parts.Board.Rows(Name).Count(row => row.Present);
        if (rows.Length == 0 && known > 0)
            throw new AmiRefusedException(LiveMessages.Empty(Name, known), null);
        var saved = rows.Length == 0
            ? new StoreResult(0, 0, 0, 0, [])
            : await _parts.Store.ResyncAsync(new ExtensionSnapshot(Name, at, _server.Contexts, rows) { ListSentStamp = stamp }, cancellationToken);
        _queue.MarkTrusted(stamp);
        await OnSyncedAsync(new ResyncResult(at, reason, saved.Known, saved.Changed, saved.Added, saved.MarkedOffline));
    }

    private SnapshotRow[] Keep(ExtensionStateList list)
    {
        var rows = new List<SnapshotRow>(list.Rows.Length);
        foreach (var state in list.Rows)
        {
            if (_server.Contexts.Count == 0 || _server.Contexts.Contains(state.Context, StringComparer.Ordinal))
                rows.Add(new SnapshotRow(state.Context, state.Exten, state.Hint, state.Status));
        }

        return [.. rows];
    }

    private async Task SayGoodbyeAsync(AmiSession session)
    {
        // From the goodbye on the PBX need not tell anything more.
        if (_queue.FollowedSince is not null && Health.GapSince is null)
            _followedUntil = Now;
        await session.LogoffAsync(AmiActionId.New("main"));
        _queue.MarkUntrusted();
    }

    /// <summary>Nothing more can be heard: it is written, and only then noted until when that was all.</summary>
    private async Task EndAsync()
    {
        if (await TryWriteAsync(wasFailing: false, CancellationToken.None) && _followedUntil is { } until)
            EnqueueGapWrite(token => _parts.Gaps.FollowedAsync(Name, until, token));
        await FlushGapWritesAsync();
    }
}
