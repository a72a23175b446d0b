using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>Opens AMI sessions: connect, TLS where configured, banner, login.</summary>
internal sealed partial class AmiConnector(
    AmiLimits limits, AmiDialer dialer, AmiLogins logins, TimeProvider time, AmiMetrics metrics, ILogger<AmiConnector> logger)
{
    /// <summary>Opens a session that may live for months: with live events, and with no limit on the bytes that it receives in all.</summary>
    /// <param name="server">The PBX and its account.</param>
    /// <param name="listener">Receives the events from the login on.</param>
    /// <param name="cancellationToken">Ends the attempt at once with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="AmiException">Every other failure; the type names it.</exception>
    public Task<AmiSession> FollowAsync(AmiServerOptions server, IAmiListener listener, CancellationToken cancellationToken) =>
        OpenSessionAsync(
            server, limits with { SessionBytes = null }, server.Calls ? AmiProtocol.EventsWithCalls : AmiProtocol.EventsOfMainConnection, null, null, listener,
            cancellationToken);

    /// <summary>Opens a session and logs in.</summary>
    /// <param name="server">The PBX and its account.</param>
    /// <param name="events">The <c>Events</c> header of the login: <c>off</c> for a refresh, else an event mask such as <c>call,system</c>.</param>
    /// <param name="progress">Is told how far the session has come; null when nobody needs to know.</param>
    /// <param name="transcript">Gets every received byte; null to keep none. The caller owns and disposes of it, also when this throws.</param>
    /// <param name="cancellationToken">Ends the attempt at once with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="AmiException">Every other failure; the type names it.</exception>
    public Task<AmiSession> ConnectAsync(
        AmiServerOptions server, string events, AmiProgress? progress, AmiTranscript? transcript, CancellationToken cancellationToken) =>
        OpenSessionAsync(server, limits, events, progress, transcript, null, cancellationToken);

    /// <summary>Opens a session that changes something, with the account of <see cref="AmiServerOptions.ForControl"/>.</summary>
    /// <param name="server">The PBX and that account.</param>
    /// <param name="listener">Receives the events of calls; null where none are needed.</param>
    /// <param name="cancellationToken">Ends the attempt at once with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="AmiException">Every other failure; the type names it.</exception>
    public Task<AmiSession> ControlAsync(AmiServerOptions server, IAmiListener? listener, CancellationToken cancellationToken) =>
        OpenSessionAsync(
            server, limits with { SessionBytes = null }, listener is null ? AmiProtocol.EventsOff : AmiProtocol.EventsOfCalls, null, null, listener,
            cancellationToken);

    private async Task<AmiSession> OpenSessionAsync(
        AmiServerOptions server,
        AmiLimits bounds,
        string events,
        AmiProgress? progress,
        AmiTranscript? transcript,
        IAmiListener? listener,
        CancellationToken cancellationToken)
    {
        var errors = new AmiErrors(server, bounds);
        try
        {
            var secret = await AmiSecret.ReadAsync(server, errors, cancellationToken).ConfigureAwait(false);
            var session = await ConnectAsync(server, bounds, progress, transcript, listener, errors, cancellationToken).ConfigureAwait(false);
            try
            {
                var login = new AmiLogin(session, server, errors, limits.ConnectTimeout);
                await login.RunAsync(secret, events, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await session.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            if (!server.IsOfControl) logins.Succeeded(server.Name);
            Log.Opened(logger, server.Name, session.Version);
            return session;
        }
        catch (AmiException failure)
        {
            metrics.Failed(failure);
            throw;
        }
    }

    private async Task<AmiSession> ConnectAsync(
        AmiServerOptions server,
        AmiLimits bounds,
        AmiProgress? progress,
        AmiTranscript? transcript,
        IAmiListener? listener,
        AmiErrors errors,
        CancellationToken cancellationToken)
    {
        var socket = await dialer.ConnectAsync(server, errors, cancellationToken).ConfigureAwait(false);
        Stream? stream = null;
        AmiInput? input = null;
        try
        {
            stream = new NetworkStream(socket, ownsSocket: true);
            if (server.Tls)
                stream = await AmiTls.AuthenticateAsync(stream, server, errors, limits.ConnectTimeout, time, cancellationToken).ConfigureAwait(false);
            input = new AmiInput(stream, transcript, bounds, errors, metrics);
            var connection = new AmiConnection(server, socket, stream, input, progress, errors) { Listener = listener };
            var version = await ReadBannerAsync(connection, cancellationToken).ConfigureAwait(false);
            return new(connection, version, bounds, time, metrics, logger);
        }
        catch
        {
            if (input is not null) await input.CompleteAsync().ConfigureAwait(false);
            if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw;
        }
    }

    private async Task<string> ReadBannerAsync(AmiConnection connection, CancellationToken cancellationToken)
    {
        using var deadline = new AmiDeadline(limits.ConnectTimeout, time, cancellationToken);
        try
        {
            while (true)
            {
                var result = await connection.Input.ReadAsync(deadline.Token).ConfigureAwait(false);
                // A banner is short: it lies in the first block.
                var read = AmiMessageReader.ReadBanner(result.Buffer.FirstSpan, limits.LineLength, out var version, out var consumed);
                if (read == AmiReadResult.NoBanner)
                    throw connection.Errors.NotManager(result.Buffer.FirstSpan);
                var text = AmiText.Decode(version);
                connection.Input.Consumed(result, result.Buffer.GetPosition(consumed));
                if (read == AmiReadResult.Message) return text;
                if (result.IsCompleted) throw connection.Errors.ClosedBeforeBanner(null);
            }
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw connection.Errors.NoBanner();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw connection.Errors.ClosedBeforeBanner(failure);
        }
    }
}
