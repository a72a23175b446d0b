using AmiBlazor.Ami;
using AmiBlazor.Extensions;
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
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(750);

    /// <summary>Whatever the database wants to get over, a PBX need not send its list every second meanwhile.</summary>
    private static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(10);

    private readonly AmiServerOptions _server;
    private readonly LiveParts _parts;
    private readonly LiveFeed _feed;
    private readonly LiveListener _listener;
    private readonly ExtensionStateCache _cache = new();
    private readonly ResyncPlan _plan;
    private readonly ResiliencePipeline<AmiSession> _reconnecting;

    public MainConnection(AmiServerOptions server, LiveParts parts)
    {
        _server = server;
        _parts = parts;
        _feed = parts.Feeds.For(server.Name);
        _listener = new LiveListener(server, _feed, parts.Time);
        _plan = new ResyncPlan(parts.Options.CheckInterval);
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

    /// <summary>Keeps the connection until it is told to end; then it says goodbye, writes what was heard, and returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _feed.Checked += OnChecked;
        _feed.ReloadTraced += OnReloadTraced;
        var writing = WriteAsync(cancellationToken);
        try
        {
            await RecoverAsync(cancellationToken);
            while (true)
            {
                var session = await _reconnecting.ExecuteAsync(token => new ValueTask<AmiSession>(ConnectAsync(token)), cancellationToken);
                await using (session)
                    await OnLostAsync(session, await FollowAsync(session, cancellationToken));
                await Task.Delay(Breath, _parts.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            _feed.Checked -= OnChecked;
            _feed.ReloadTraced -= OnReloadTraced;
            await writing;
        }
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
        _listener.Begin();
        _feed.Begin();
        var session = await _parts.Connector.FollowAsync(_server, _listener, cancellationToken);
        try
        {
            Change(health => health with { State = MainConnectionState.Syncing, Since = Now, AmiVersion = session.Version, NextTryAt = null });
            _eventsBefore = _listener.Events;
            await WaitUntilBootedAsync(cancellationToken);
            await SyncAsync(session, ResyncReason.Connected, cancellationToken);
            return session;
        }
        catch
        {
            _feed.Lose();
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A PBX that still starts lists but a part of its hints. An account with <c>read=system</c> is told when it is done; of one without it nobody
    /// knows, so that the wait is short unless it was told before.
    /// </summary>
    private async Task WaitUntilBootedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _listener.Booted.WaitAsync(_isToldBoots ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(200), _parts.Time, cancellationToken);
            _isToldBoots = true;
        }
        catch (TimeoutException)
        {
            // Should it come later, all states are asked for again.
        }
    }

    /// <summary>Follows events, with a Ping now and then, until the session ends.</summary>
    /// <returns>Why it ended.</returns>
    private async Task<AmiException> FollowAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var pingAt = Now;
        var wish = _listener.Wishes.WaitToReadAsync(cancellationToken).AsTask();
        try
        {
            while (true)
            {
                if (Now >= pingAt)
                {
                    pingAt = Now + _parts.Options.PingInterval;
                    await PingAsync(session, cancellationToken);
                }

                if (_plan.Next is var next && Now >= next.At)
                {
                    await SyncAsync(session, next.Reason, cancellationToken);
                    continue;
                }

                var wake = next.At < pingAt ? next.At : pingAt;
                await WaitAsync(session, wish, wake - Now, cancellationToken);
                if (session.Ended.IsCompleted)
                    return await session.Ended;
                if (wish.IsCompleted)
                {
                    await GrantAsync();
                    wish = _listener.Wishes.WaitToReadAsync(cancellationToken).AsTask();
                }
            }
        }
        catch (AmiException failure)
        {
            return failure;
        }
        catch (StoreException failure)
        {
            return new AmiFaultException(failure.Sentence, failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SayGoodbyeAsync(session);
            throw;
        }
    }

    private async Task WaitAsync(AmiSession session, Task wish, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero)
            return;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(longest, _parts.Time, awake.Token);
        await Task.WhenAny(session.Ended, wish, sleep);
        await awake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task GrantAsync()
    {
        while (_listener.Wishes.TryRead(out var reason))
        {
            _plan.Wish(reason, Now);
            if (reason == ResyncReason.Overrun)
                await BeginGapAsync(Now, LiveSentences.Overrun(Name), null);
        }
    }

    private async Task PingAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var roundTrip = await session.PingAsync(_parts.Options.PingTimeout, cancellationToken);
        _parts.Metrics.Answered(Name, roundTrip);
        Change(health => health with { RoundTrip = roundTrip }, isNews: false);
        await NoteFollowedAsync();
    }

    /// <summary>Asks for all states over the session itself and has them saved. What is heard meanwhile is younger, and stays.</summary>
    private async Task SyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        if (reason == ResyncReason.Overrun)
            _feed.Begin();
        _listener.Listed();
        var (at, stamp) = (Now, _parts.Time.GetTimestamp());
        SnapshotRow[] rows;
        using (var list = await session.ListExtensionStatesAsync(AmiActionId.New("main"), _cache, cancellationToken))
            rows = Keep(list);

        var known = _parts.Board.Rows(Name).Count(row => row.Present);
        if (rows.Length == 0 && known > 0)
            throw new AmiRefusedException(LiveSentences.Empty(Name, known), null);
        var saved = rows.Length == 0
            ? new StoreResult(0, 0, 0, 0, [])
            : await _parts.Store.ResyncAsync(new ExtensionSnapshot(Name, at, _server.Contexts, rows) { ListSentStamp = stamp }, cancellationToken);
        _feed.Follow(stamp);
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
        _feed.Lose();
        await session.LogoffAsync(AmiActionId.New("main"));
        await NoteFollowedAsync(isEnd: true);
    }
}
