using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Store;
using Microsoft.Extensions.Options;
using Polly;

namespace AmiBlazor.Live;

/// <summary>
/// The main connection of one PBX: it connects, requests all states and follows every event, and when it is lost it begins again, for ever. Events go to the
/// <see cref="LiveEventWriter"/>, its health to the <see cref="ConnectionHealthReporter"/>, missed times to the <see cref="GapOutbox"/>.
/// </summary>
internal sealed partial class MainConnection
{
    /// <summary>How long to wait for a PBX that announces the end of its start; with many modules it can take a while.</summary>
    private static readonly TimeSpan LongestBoot = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait with the next list after one that could not be used.</summary>
    private static readonly TimeSpan AfterUnusableList = TimeSpan.FromSeconds(10);

    private readonly AmiServerOptions _server;
    private readonly AmiConnector _connector;
    private readonly LiveBoard _board;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<MainConnection> _logger;
    private readonly FollowState _state;
    private readonly LiveEventHandler _handler;
    private readonly LiveEventWriter _writer;
    private readonly ConnectionHealthReporter _health;
    private readonly GapOutbox _gaps;
    private readonly BoardSynchronizer _synchronizer;
    private readonly ResyncScheduler _scheduler;
    private readonly DoubtResolver _doubts;
    private readonly NameReader _names;
    private readonly CallFollower _calls;
    private readonly DeviceFollower _devices;
    private readonly ReconnectDelay _delay;
    private readonly RefusalPause _refusal;
    private readonly ResiliencePipeline<TimeSpan> _reconnecting;
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedStamp;

    // Whether this PBX announces the end of its start to this account; null until the first connection.
    private bool? _announcesBoot;
    // Set when the program ends: until when every change was received.
    private DateTimeOffset? _followedUntil;

    public MainConnection(
        AmiServerOptions server,
        AmiConnector connector,
        AmiLogins logins,
        ExtensionStore store,
        LiveBoard board,
        CallFollower calls,
        DeviceFollower devices,
        LiveEventQueues queues,
        MonitoringGapStore gaps,
        MainConnections connections,
        LiveMetrics metrics,
        IOptions<LiveOptions> options,
        TimeProvider time,
        ILogger<MainConnection> logger)
    {
        var queue = queues.For(server.Name);
        _state = queue.State;
        _server = server;
        _connector = connector;
        _board = board;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _startedAt = time.GetUtcNow();
        _startedStamp = time.GetTimestamp();
        _calls = calls;
        _devices = devices;
        _handler = new LiveEventHandler(server, queue, calls, devices, time);
        _health = new ConnectionHealthReporter(server, connections, _handler, metrics, time, logger);
        _gaps = new GapOutbox(Name, gaps, queue, _health, metrics, time, logger);
        _writer = new LiveEventWriter(Name, store, queue, _handler, _health, time, logger);
        _synchronizer = new BoardSynchronizer(server, store, board, _state, _handler, _health, time);
        _scheduler = new ResyncScheduler(_options.CheckInterval);
        _doubts = new DoubtResolver(_handler.Doubts, _handler);
        _names = new NameReader(server, store, board, _health, time);
        _delay = new ReconnectDelay(_options);
        _refusal = new RefusalPause(server, logins, time);
        _reconnecting = Reconnecting();
    }

    private string Name => _server.Name;

    /// <summary>The time by which it is decided what is due. It never jumps when somebody sets the machine's clock.</summary>
    private DateTimeOffset MonotonicNow => _startedAt + _time.GetElapsedTime(_startedStamp);

    /// <summary>Keeps the connection until it is cancelled; then it logs off, writes the remaining events, and returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var writing = _writer.RunAsync(cancellationToken);
        try
        {
            await _gaps.RecoverAsync(_isHandedOver, cancellationToken);
            await _reconnecting.ExecuteAsync(token => new ValueTask<TimeSpan>(RunSessionAsync(token)), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            await writing;
            await HangUpAheadAsync();
            _calls.End();

            // Nothing more can come: the rest is written, and only then recorded until when that was all.
            if (await _writer.WriteRestAsync() && _followedUntil is { } until)
            {
                await _gaps.RecordFollowedAsync(until);
                HasHeardAll = true;
            }
            else
            {
                await _gaps.FlushAsync();
            }
        }
    }

    /// <summary>Connects, and follows until the connection ends.</summary>
    /// <returns>How long the connection was up.</returns>
    private async Task<TimeSpan> RunSessionAsync(CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync(cancellationToken);
        var since = _time.GetTimestamp();
        if (await FollowAsync(session, cancellationToken) is { } reason)
            await OnLostAsync(session, reason);
        else
            await LogoffAsync(session);
        return _time.GetElapsedTime(since);
    }

    /// <summary>Follows events, with a Ping now and then, until the session ends.</summary>
    /// <returns>Why it ended; null when the connection is well but must be made anew.</returns>
    private async Task<AmiException?> FollowAsync(AmiSession session, CancellationToken cancellationToken)
    {
        // The wait for a request must not outlive the session: a connection that comes and goes would leave one behind each time.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pingAt = MonotonicNow;
        var resolving = _doubts.RunAsync(session, ended.Token);
        var naming = _names.RunAsync(session, ended.Token);
        var calling = _calls.RunAsync(session, _handler.DoubtState, ended.Token);
        var phoning = _devices.RunAsync(session, ended.Token);
        var request = _handler.Requests.WaitToReadAsync(ended.Token).AsTask();
        try
        {
            while (true)
            {
                if (MonotonicNow >= pingAt)
                {
                    pingAt = MonotonicNow + _options.PingInterval;
                    _health.Answered(await session.PingAsync(_options.PingTimeout, cancellationToken));
                    await _gaps.RecordFollowedAsync();
                }

                if (_scheduler.Next is var next && MonotonicNow >= next.At)
                {
                    // An account is given its rights at the login: only another connection shows whether somebody has corrected them.
                    if (next.Reason == ResyncReason.Check && _health.IsDeaf) return null;
                    await ResyncAsync(session, next.Reason, cancellationToken);
                    continue;
                }

                var wake = next.At < pingAt ? next.At : pingAt;
                await WaitAsync(session, request, wake - MonotonicNow, cancellationToken);
                if (session.Ended.IsCompleted) return await session.Ended;
                if (request.IsCompleted)
                {
                    await AcceptRequestsAsync();
                    request = _handler.Requests.WaitToReadAsync(ended.Token).AsTask();
                }
            }
        }
        catch (AmiException failure)
        {
            return failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LogoffAsync(session);
            throw;
        }
        catch (Exception unexpected)
        {
            MainConnectionLog.UnexpectedFailure(_logger, Name, unexpected);
            return new AmiFaultException(LiveMessages.UnexpectedFailure(Name), unexpected);
        }
        finally
        {
            await ended.CancelAsync();
            await resolving;
            await naming;
            await calling;
            await phoning;
        }
    }

    private async Task WaitAsync(AmiSession session, Task request, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero) return;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(longest, _time, awake.Token);
        await Task.WhenAny(session.Ended, request, sleep);
        await awake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task AcceptRequestsAsync()
    {
        while (_handler.Requests.TryRead(out var reason))
        {
            _scheduler.Request(reason, MonotonicNow);
            if (reason == ResyncReason.Doubted) _health.Doubted();
            if (reason == ResyncReason.Overrun)
                await _gaps.BeginAsync(_state.OverrunSince ?? _time.GetUtcNow(), LiveMessages.Overrun(Name), null);
        }
    }

    private async Task SyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        var result = await _synchronizer.SyncAsync(session, reason, cancellationToken);
        if (_health.Current is not { IsUp: true, GapSince: null })
            await _gaps.EndAsync(result);
        _health.Synced(result);
        _names.Wake();
        _scheduler.Done(reason, result.IsQuiet, _health.Current.Warning is not null, MonotonicNow);
    }

    /// <summary>
    /// As <see cref="SyncAsync"/>, but neither a list that cannot be used nor a database that does not take it is a reason to leave a PBX whose every
    /// change is received.
    /// </summary>
    private async Task ResyncAsync(AmiSession session, ResyncReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await SyncAsync(session, reason, cancellationToken);
        }
        catch (StoreException failure)
        {
            _health.NotSaved(failure);
            _scheduler.Postpone(reason, MonotonicNow + ReconnectDelay.AfterStoreFailure);
        }
        catch (AmiMalformedException failure) when (!session.Ended.IsCompleted)
        {
            _health.ListUnusable(failure);
            _scheduler.Postpone(reason, MonotonicNow + AfterUnusableList);
        }
    }

    private async Task OnLostAsync(AmiSession session, AmiException reason)
    {
        // The gap begins with the PBX's last word: nobody received what it would have said after that. Bytes that still come are no such word.
        var heardAt = session.ReceivedAt;
        _state.MarkUntrusted();
        var sentence = _handler.ShutdownNotice ?? reason.Sentence;
        _health.Lost(sentence, reason.PbxWords);
        await _gaps.BeginAsync(heardAt, sentence, reason.PbxWords);
    }

    private async Task LogoffAsync(AmiSession session)
    {
        // After the logoff the PBX need not send anything more.
        if (_state.FollowedSince is not null && _health.Current.GapSince is null) _followedUntil = _time.GetUtcNow();
        await session.LogoffAsync(AmiActionId.New("main"));
        _state.MarkUntrusted();
    }
}
