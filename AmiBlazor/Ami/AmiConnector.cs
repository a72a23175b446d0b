namespace AmiBlazor.Ami;

/// <summary>Opens AMI sessions: connect, TLS where configured, banner, login.</summary>
internal sealed class AmiConnector
{
    /// <summary>
    /// Opens a session and logs in.
    /// </summary>
    /// <param name="server">The PBX and its account.</param>
    /// <param name="events">The <c>Events</c> header of the login: <c>off</c> for a refresh, else an event mask such as <c>call,system</c>.</param>
    /// <param name="progress">Told how far the session has come; null when nobody looks.</param>
    /// <param name="transcript">Filled with every byte received; null to keep none. The caller owns and disposes it, also when this throws.</param>
    /// <param name="cancellationToken">Ends the attempt at once with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="AmiException">Every other way in which it can fail, by name.</exception>
    public Task<AmiSession> ConnectAsync(
        AmiServerOptions server, string events, AmiProgress? progress, AmiTranscript? transcript, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
