using System.Net.Security;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>
/// The errors of sessions with one PBX, in sentences for a person: what happened, where, and what to do. None holds a secret. Each is a whole sentence, so
/// that it can be translated.
/// </summary>
internal sealed class AmiErrors(AmiServerOptions server, AmiLimits limits)
{
    private readonly string _name = server.Name;
    private readonly string _host = server.Host;
    private readonly int _port = server.EffectivePort;

    public AmiConnectException NotConnected(SocketException cause) => new(
        cause.SocketErrorCode switch
        {
            SocketError.ConnectionRefused =>
                $"PBX “{_name}” ({_host}:{_port}) refused the connection. Check that Asterisk runs there and that manager.conf has enabled=yes and this address and port.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                $"The host name of PBX “{_name}” ({_host}:{_port}) is unknown. Check Host in the configuration and the name service.",
            _ => $"PBX “{_name}” ({_host}:{_port}) cannot be reached ({cause.SocketErrorCode}). Check Host, Port, network and firewall.",
        },
        cause);

    public AmiConnectException ClosedBeforeBanner(Exception? cause) => new(
        $"PBX “{_name}” ({_host}:{_port}) took the connection and closed it without a word. Check the port, and whether a firewall or a connection limit is in the way.",
        cause);

    public AmiTimeoutException ConnectTimedOut() => new(
        $"PBX “{_name}” ({_host}:{_port}) did not take the connection within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check Host, Port, network and firewall.");

    public AmiTimeoutException NoBanner() => new(
        server.Tls switch
        {
            true => $"PBX “{_name}” ({_host}:{_port}) took the connection but sent no Asterisk manager banner within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check the port.",
            false => $"PBX “{_name}” ({_host}:{_port}) took the connection but sent no Asterisk manager banner within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check the port, and set Tls if it is the manager's TLS port.",
        });

    public AmiTimeoutException TlsTimedOut() => new(
        $"PBX “{_name}” ({_host}:{_port}) did not complete the TLS handshake within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check that this is the manager's TLS port (tlsbindaddr).");

    public AmiTimeoutException ReplyTimedOut(string action, TimeSpan bound) => new(
        $"PBX “{_name}” ({_host}:{_port}) did not answer {action} within {bound.TotalSeconds:0.###} s. Check its load and the network.");

    public AmiTimeoutException ListTimedOut(int rows) => new(
        $"PBX “{_name}” ({_host}:{_port}) fell silent for {limits.ReplyTimeout.TotalSeconds:0.###} s in its list of extension states, after {rows} rows. Check its load and the network.");

    public AmiNotManagerException NotManager(ReadOnlySpan<byte> bytes) => new(
        $"What answers at PBX “{_name}” ({_host}:{_port}) is not an Asterisk manager; no secret was sent. Check Host and Port.", Start(bytes));

    public AmiTlsException TlsFailed(Exception cause) => new(
        $"TLS with PBX “{_name}” ({_host}:{_port}) failed. Check that this is the manager's TLS port (tlsenable, tlsbindaddr) and not the plain one.", cause);

    public AmiTlsException CertificateRefused(SslPolicyErrors problem, string sha256) => new(
        server.TlsCertificateSha256 switch
        {
            null or "" => $"The certificate of PBX “{_name}” ({_host}:{_port}) is not trusted ({problem}). Trust its issuer, or if SHA-256 {sha256} is yours, set it as TlsCertificateSha256.",
            _ => $"The certificate of PBX “{_name}” ({_host}:{_port}) is not the pinned one: it has SHA-256 {sha256}. If it was renewed, set the new TlsCertificateSha256.",
        },
        null);

    public AmiSecretException SecretUnreadable(Exception cause) => new(
        $"The secret file of PBX “{_name}” cannot be read. Check SecretFile in the configuration and the file's permissions.", cause);

    public AmiSecretException SecretEmpty() => new(
        $"The secret file of PBX “{_name}” has an empty first line. Write the manager account's secret there.", null);

    public AmiMalformedException Malformed(ReadOnlySpan<byte> bytes) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent something that is not the manager protocol; the connection was closed. Check what sits between here and the PBX.",
        Start(bytes));

    public AmiMalformedException BadRow(in AmiMessage row) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent an extension state without a proper Exten, Context or Status; the list was dropped.", Words(row));

    public AmiMalformedException BadEvent(in AmiMessage message) => new(
        $"PBX “{_name}” ({_host}:{_port}) told of a change without a proper Exten, Context or Status; the connection was closed.", Words(message));

    public AmiMalformedException BadReply(string action, AmiReply reply) => new(
        $"PBX “{_name}” ({_host}:{_port}) answered {action} without what belongs into the answer.", reply.Words);

    public AmiMalformedException WrongCount(string listItems, int rows) => new(
        listItems switch
        {
            "" => $"PBX “{_name}” ({_host}:{_port}) announced no number of rows at the end of its list, but {rows} came; the list was dropped. Try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) announced {listItems} rows at the end of its list, but {rows} came; the list was dropped. Try again.",
        },
        $"ListItems: {listItems}");

    public AmiLimitExceededException LineTooLong() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent a line of more than {limits.LineLength} bytes; the connection was closed.");

    public AmiLimitExceededException TooManyHeaders() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent a message of more than {limits.Headers} headers; the connection was closed.");

    public AmiLimitExceededException TooManyRows() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent a list of more than {limits.Rows} extension states; the connection was closed.");

    public AmiLimitExceededException TooManyBytes() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent more than {limits.SessionBytes} bytes in one session; the connection was closed.");

    public AmiClosedException Closed(Exception? cause) => new(
        cause switch
        {
            null => $"PBX “{_name}” ({_host}:{_port}) closed the connection. Check whether Asterisk or its manager was restarted, then try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) broke off the connection. Check whether Asterisk or its manager was restarted, then try again.",
        },
        cause);

    public AmiClosedException ClosedInList(int rows, Exception? cause) => new(
        cause switch
        {
            null => $"PBX “{_name}” ({_host}:{_port}) closed the connection in the middle of its list, after {rows} rows. Check whether Asterisk was restarted, then try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) broke off the connection in the middle of its list, after {rows} rows. Check whether Asterisk was restarted, then try again.",
        },
        cause);

    public AmiFaultException Faulted(Exception fault) => new(
        $"Reading what PBX “{_name}” ({_host}:{_port}) sent failed for a reason inside AmiBlazor; the connection was closed. The log says more.", fault);

    public AmiClosedException ClosedHere() => new($"The session with PBX “{_name}” ({_host}:{_port}) was closed here.", null);

    /// <summary>Makes the exception for an action that the writer refused.</summary>
    public AmiInvalidActionException InvalidAction(string action, AmiRefusal refusal) => new(
        refusal.Reason switch
        {
            AmiRefusalReason.TooManyHeaders =>
                $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): it has {refusal.Size} headers, and Asterisk reads at most {AmiProtocol.ActionHeaders}.",
            AmiRefusalReason.HeaderName =>
                $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): the name of a header is empty or holds a colon, a line break or a NUL.",
            AmiRefusalReason.HeaderValue => $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): its {refusal.Header} holds a line break or a NUL.",
            _ => $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): its {refusal.Header} makes a line of {refusal.Size} bytes, and Asterisk reads at most {AmiProtocol.ActionLineLength}.",
        });

    /// <summary>Makes the exception for a reply that refuses an action.</summary>
    public AmiException Refused(string action, AmiReply reply)
    {
        var words = reply.Words;
        if (Says(reply, AmiProtocol.LoginAlreadyInUse))
        {
            return new AmiLoginInUseException(
                $"The manager account “{server.Username}” is already logged in on PBX “{_name}” ({_host}:{_port}), and allowmultiplelogin=no allows it once only. Set allowmultiplelogin=yes in manager.conf: AmiBlazor follows events and refreshes over connections of their own.",
                words);
        }

        if (action is AmiProtocol.Login or AmiProtocol.Challenge)
        {
            return new AmiAuthenticationException(
                $"PBX “{_name}” ({_host}:{_port}) refused the login of manager account “{server.Username}”. Check username, secret and the account's permit and deny in manager.conf.",
                words);
        }

        if (Says(reply, AmiProtocol.PermissionDenied)) return new AmiPermissionException(NotPermitted(action), words);
        return Says(reply, AmiProtocol.UnknownCommand)
            ? new AmiCommandUnknownException($"PBX “{_name}” ({_host}:{_port}) does not know the action {action}. Check that its modules are loaded and its version is current.", words)
            : new AmiRefusedException($"PBX “{_name}” ({_host}:{_port}) refused the action {action}.", words);
    }

    private static bool Says(AmiReply reply, string words) =>
        reply[AmiProtocol.Message]?.StartsWith(words, StringComparison.OrdinalIgnoreCase) == true;

    private FormattableString NotPermitted(string action) => action switch
    {
        AmiProtocol.ExtensionStateList or AmiProtocol.ExtensionState =>
            $"The manager account “{server.Username}” may not use {action} on PBX “{_name}” ({_host}:{_port}). Add write=reporting (or call) to it in manager.conf, then reload the manager.",
        _ => $"The manager account “{server.Username}” may not use {action} on PBX “{_name}” ({_host}:{_port}). Add what is missing to its write= in manager.conf, then reload the manager.",
    };

    private static string Start(ReadOnlySpan<byte> bytes) => AmiText.ForPeople(AmiText.Decode(bytes[..Math.Min(bytes.Length, 120)]).TrimEnd());

    private static string Words(in AmiMessage message)
    {
        var headers = new List<string>();
        for (var i = 0; i < message.Count; i++)
            headers.Add($"{AmiText.Decode(message.Name(i))}: {AmiText.Decode(message.Value(i))}");
        return AmiText.ForPeople(string.Join(", ", headers));
    }
}
