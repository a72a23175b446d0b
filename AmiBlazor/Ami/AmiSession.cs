using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>One AMI session on its own socket. Any number of callers may send actions at the same time.</summary>
internal sealed partial class AmiSession : IAsyncDisposable
{
    /// <summary>The longest wait for the answer to a logoff. Nothing depends on it.</summary>
    private static readonly TimeSpan LogoffTimeout = TimeSpan.FromSeconds(1);

    private readonly AmiErrors _errors;
    private readonly AmiLimits _limits;
    private readonly TimeProvider _time;
    private readonly AmiMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _server;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly PendingActions _pending;

    // Its holder writes one whole action. A partial action would put the connection out of step, so no caller's token ends a write.
    private readonly SemaphoreSlim _writing = new(1);
    private readonly PipeWriter _output;

    // Never disposed of: it has no timer, and a write that fails late may still cancel it.
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationToken _endedToken;
    private readonly TaskCompletionSource<AmiException> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private int _disposed;

    /// <summary>Starts reading on a connection whose banner has been read.</summary>
    public AmiSession(AmiConnection connection, string version, AmiLimits limits, TimeProvider time, AmiMetrics metrics, ILogger logger)
    {
        Version = version;
        _server = connection.Server.Name;
        _errors = connection.Errors;
        _limits = limits;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _socket = connection.Socket;
        _stream = connection.Stream;
        _input = connection.Input;
        _progress = connection.Progress;
        _frame = new(limits);
        _throttle = new(_socket);
        _events = connection.Listener is { } listener ? new(listener) : null;
        _pending = new(takesUnnamedErrors: _events is null);
        _receivedAt = time.GetUtcNow().UtcTicks;
        _output = PipeWriter.Create(_stream, new(leaveOpen: true));
        _endedToken = _ended.Token;
        metrics.SessionOpened();
        _reading = ReadToEndAsync();
    }

    /// <summary>What the banner gave after "Asterisk Call Manager/": the AMI version, such as 11.0.0.</summary>
    public string Version { get; }

    /// <summary>Whether the PBX has accepted the account; <see cref="AmiLogin"/> sets it.</summary>
    public bool IsLoggedIn { get; internal set; }

    /// <summary>Completes when the session ends, with the reason.</summary>
    public Task<AmiException> Ended => _end.Task;

    /// <summary>Sends an action and waits for its reply, which may be a refusal.</summary>
    /// <exception cref="AmiException">No reply came, or the action must not be sent.</exception>
    public async Task<AmiReply> SendAsync(AmiAction action, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(action, _limits.ReplyTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AmiException failure)
        {
            _metrics.Failed(failure);
            throw;
        }
    }

    /// <summary>
    /// Requests the complete list of extension states. Returns as soon as the list's own completion has come, without a wait after it.
    /// </summary>
    /// <exception cref="AmiCommandUnknownException">The PBX does not know the action; single queries may work.</exception>
    /// <exception cref="AmiException">Every other failure; the type names it.</exception>
    public async Task<ExtensionStateList> ListExtensionStatesAsync(string actionId, ExtensionStateCache cache, CancellationToken cancellationToken)
    {
        using var list = new PendingList(actionId, _pending, new(cache, _errors, _limits), _errors);
        try
        {
            _pending.Add(list);
            _list = list;
            await ListAsync(list, cancellationToken).ConfigureAwait(false);
            _progress?.Report(list.RowsReceived, Bytes);
            _metrics.ListCompleted(list.RowsReceived);
            return list.Take();
        }
        catch (AmiException failure)
        {
            _metrics.Failed(failure);
            throw;
        }
        finally
        {
            Interlocked.CompareExchange(ref _list, null, list);
        }
    }

    /// <summary>Queries the state of one extension. For an unknown one, Asterisk answers status -1 and an empty hint.</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<ExtensionState> GetExtensionStateAsync(string context, string exten, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.ExtensionState).With(AmiProtocol.Exten, exten).With(AmiProtocol.Context, context);
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        return !reply.IsOdd && int.TryParse(reply[AmiProtocol.Status], CultureInfo.InvariantCulture, out var status)
            ? new(context, exten, reply[AmiProtocol.Hint] ?? "", status)
            : throw _errors.BadReply(action.Name, reply);
    }

    /// <summary>Queries the state of one device.</summary>
    /// <returns>Asterisk's word for it, such as <c>NOT_INUSE</c>.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<string> GetDeviceStateAsync(string device, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.GetVar).With(AmiProtocol.Variable, $"DEVICE_STATE({device})");
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        return !reply.IsOdd && reply[AmiProtocol.Value] is { } state && DeviceStates.IsWord(state) ? state : throw _errors.BadReply(action.Name, reply);
    }

    /// <summary>Queries a presence.</summary>
    /// <param name="provider">Where it comes from, such as <c>CustomPresence:1001</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Asterisk's word for it, and the person's own text, which may be empty.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<(string Status, string Message)> GetPresenceAsync(string provider, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.PresenceState).With(AmiProtocol.Provider, provider);
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);

        // The state comes before the text, which may look like anything.
        return reply[AmiProtocol.State] is { Length: > 0 } state
            ? (state, reply.LastText ?? "")
            : throw _errors.BadReply(action.Name, reply);
    }

    /// <summary>Sends a Ping and waits for the answer.</summary>
    /// <param name="bound">How long the answer may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How long it took.</returns>
    /// <exception cref="AmiException">No answer came in time, or the session has ended.</exception>
    public async Task<TimeSpan> PingAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        await SendAsync(new(AmiProtocol.Ping), bound, cancellationToken).ConfigureAwait(false);
        return _time.GetElapsedTime(started);
    }

    /// <summary>Logs off and waits for the answer, at most one second. Never throws: nothing depends on the answer.</summary>
    public async Task LogoffAsync(string actionId)
    {
        try
        {
            await SendAsync(new(AmiProtocol.Logoff, actionId), LogoffTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AmiException failure)
        {
            Log.NoGoodbye(_logger, _server, failure.Message);
        }
    }

    /// <summary>Closes the connection; callers that still wait get an <see cref="AmiClosedException"/>. A second call is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        End(_errors.ClosedHere());
        await _reading.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>As the public method, but with a time limit of its own for the write and for the wait, and without counting failures.</summary>
    internal async Task<AmiReply> SendAsync(AmiAction action, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var pending = new PendingReply(action, _pending);
        _pending.Add(pending);
        try
        {
            await WriteAsync(action).WaitAsync(bound, _time, cancellationToken).ConfigureAwait(false);
            return await pending.Reply.WaitAsync(bound, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw _errors.ReplyTimedOut(action.Name, bound);
        }
    }

    private async Task ListAsync(PendingList list, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.ExtensionStateList, list.Id).With(AmiProtocol.Events, AmiProtocol.EventsOff);
        var written = WriteAsync(action);
        while (true)
        {
            var received = Bytes;
            try
            {
                await written.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
                await list.End.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException)
            {
                // A long list may take long, but must not stand still.
                if (received == Bytes) throw _errors.ListTimedOut(list.RowsReceived);
            }
        }
    }

    /// <summary>Writes one action. When the connection fails, the session ends, and with it the wait for the reply.</summary>
    private async Task WriteAsync(AmiAction action)
    {
        try
        {
            await _writing.WaitAsync(_endedToken).ConfigureAwait(false);
            try
            {
                if (!AmiMessageWriter.TryWrite(_output, action, out var refusal))
                    throw _errors.InvalidAction(action.Name, refusal);
                await _output.FlushAsync(_endedToken).ConfigureAwait(false);
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            End(_errors.Closed(failure));
        }
    }

    /// <summary>Ends the session; there is no other way. The first cause is kept: it fails the callers that wait, and refuses later ones.</summary>
    private void End(AmiException cause)
    {
        if (!_pending.FailAll(cause)) return;
        _metrics.SessionClosed();
        Log.Ended(_logger, _server, cause.Message);
        _ended.Cancel();
        _socket.Dispose();
        _end.TrySetResult(cause);
    }
}
