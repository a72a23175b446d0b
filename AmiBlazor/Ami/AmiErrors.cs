using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>
/// The errors of sessions with one PBX, in sentences for a person: what happened, where, and what to do. None holds a secret. Each is a whole sentence, so
/// that it can be translated.
/// </summary>
internal sealed partial class AmiErrors(AmiServerOptions server, AmiLimits limits)
{
    private readonly string _name = server.Name;
    private readonly string _host = server.Host;
    private readonly int _port = server.EffectivePort;

    public AmiConnectException NotConnected(SocketException cause) => new(
        cause.SocketErrorCode switch
        {
            SocketError.ConnectionRefused =>
                $"PBX “{_name}” ({_host}:{_port}) refused the connection. Check that Asterisk is running there and that manager.conf has enabled=yes and this address and port.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                $"The host name of PBX “{_name}” ({_host}:{_port}) is unknown. Check Host in the configuration, and DNS.",
            _ => $"PBX “{_name}” ({_host}:{_port}) cannot be reached ({cause.SocketErrorCode}). Check Host, Port, the network, and the firewall.",
        },
        cause);

    public AmiConnectException ClosedBeforeBanner(Exception? cause) => new(
        $"PBX “{_name}” ({_host}:{_port}) accepted the connection and closed it without sending anything. Check the port, and whether a firewall or a connection limit is the cause.",
        cause);

    public AmiTimeoutException ConnectTimedOut() => new(
        $"PBX “{_name}” ({_host}:{_port}) did not accept the connection within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check Host, Port, the network, and the firewall.");

    public AmiTimeoutException NoBanner() => new(
        server.Tls switch
        {
            true => $"PBX “{_name}” ({_host}:{_port}) accepted the connection but sent no Asterisk manager banner within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check the port.",
            false => $"PBX “{_name}” ({_host}:{_port}) accepted the connection but sent no Asterisk manager banner within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check the port, and set Tls if it is the manager's TLS port.",
        });

    public AmiTimeoutException ReplyTimedOut(string action, TimeSpan bound) => new(
        $"PBX “{_name}” ({_host}:{_port}) did not answer {action} within {bound.TotalSeconds:0.###} s. Check its load and the network.");

    public AmiTimeoutException ListTimedOut(int rows) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent nothing for {limits.ReplyTimeout.TotalSeconds:0.###} s in the middle of its list, after {rows} rows. Check its load and the network.");

    public AmiNotManagerException NotManager(ReadOnlySpan<byte> bytes) => new(
        $"PBX “{_name}” ({_host}:{_port}) is not an Asterisk manager; no secret was sent. Check Host and Port.", Start(bytes));

    public AmiSecretException SecretUnreadable(Exception cause) => new(
        $"The secret file of PBX “{_name}” cannot be read. Check SecretFile in the configuration and the file's permissions.", cause);

    public AmiSecretException SecretEmpty() => new(
        $"The first line of the secret file of PBX “{_name}” is empty. Write the manager account's secret there.", null);

    public AmiMalformedException Malformed(ReadOnlySpan<byte> bytes) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent data that is not the manager protocol; the connection was closed. Check what is between AmiBlazor and the PBX.",
        Start(bytes));

    public AmiMalformedException BadRow(in AmiMessage row) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent an extension state without a valid Exten, Context, or Status; the list was discarded.", AmiWords.Of(row));

    public AmiMalformedException OddRow(in AmiMessage message) => new(
        message.Oddity switch
        {
            AmiOddity.Nul => $"PBX “{_name}” ({_host}:{_port}) sent a row with a NUL in line {message.OddLineNumber}; the list was discarded.",
            AmiOddity.LongLine => $"PBX “{_name}” ({_host}:{_port}) sent a row whose line {message.OddLineNumber} is longer than {limits.LineLength} bytes; the list was discarded.",
            AmiOddity.ManyHeaders => $"PBX “{_name}” ({_host}:{_port}) sent a row with more than {limits.Headers} headers; the list was discarded.",
            _ => $"PBX “{_name}” ({_host}:{_port}) sent a row whose line {message.OddLineNumber} is no header; the list was discarded. Check the value before it for a line break.",
        },
        AmiWords.Of(message));

    public AmiMalformedException BadReply(string action, AmiReply reply) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent an incomplete reply to {action}.", reply.Words);

    public AmiMalformedException Cancelled(string end, int rows) => new(
        $"PBX “{_name}” ({_host}:{_port}) ended its list with “{end}” after {rows} rows; the list was discarded. Try again.", $"EventList: {end}");

    public AmiMalformedException WrongCount(string listItems, int rows) => new(
        listItems switch
        {
            "" => $"PBX “{_name}” ({_host}:{_port}) reported no row count at the end of its list but sent {rows} rows; the list was discarded. Try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) reported {listItems} rows at the end of its list but sent {rows}; the list was discarded. Try again.",
        },
        $"ListItems: {listItems}");

    public AmiLimitExceededException MessageTooLong(ReadOnlySpan<byte> bytes) => new(
        $"PBX “{_name}” ({_host}:{_port}) sent {limits.MessageBytes} bytes without the end of a message; the connection was closed. Check what is between AmiBlazor and the PBX.",
        Start(bytes));

    public AmiLimitExceededException TooManyRows() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent a list of more than {limits.Rows} extension states; the connection was closed.");

    public AmiLimitExceededException TooManyBytes() => new(
        $"PBX “{_name}” ({_host}:{_port}) sent more than {limits.SessionBytes} bytes in one session; the connection was closed.");

    public AmiClosedException Closed(Exception? cause) => new(
        cause switch
        {
            null => $"PBX “{_name}” ({_host}:{_port}) closed the connection. Check whether Asterisk or its manager was restarted, then try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) dropped the connection. Check whether Asterisk or its manager was restarted, then try again.",
        },
        cause);

    public AmiClosedException ClosedInList(int rows, Exception? cause) => new(
        cause switch
        {
            null => $"PBX “{_name}” ({_host}:{_port}) closed the connection in the middle of its list, after {rows} rows. Check whether Asterisk was restarted, then try again.",
            _ => $"PBX “{_name}” ({_host}:{_port}) dropped the connection in the middle of its list, after {rows} rows. Check whether Asterisk was restarted, then try again.",
        },
        cause);

    public AmiFaultException Faulted(Exception fault) => new(
        $"Data from PBX “{_name}” ({_host}:{_port}) could not be read because of an internal error in AmiBlazor; the connection was closed. See the server log for details.", fault);

    public AmiClosedException ClosedHere() => new($"AmiBlazor closed the session with PBX “{_name}” ({_host}:{_port}).", null);

    /// <summary>Makes the exception for an action that the writer refused.</summary>
    public AmiInvalidActionException InvalidAction(string action, AmiRefusal refusal) => new(
        refusal.Reason switch
        {
            AmiRefusalReason.TooManyHeaders =>
                $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): it has {refusal.Size} headers, and Asterisk reads at most {AmiProtocol.ActionHeaders}.",
            AmiRefusalReason.HeaderName =>
                $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): the name of a header is empty or contains a colon, a line break, or a NUL.",
            AmiRefusalReason.HeaderValue => $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): its {refusal.Header} contains a line break or a NUL.",
            _ => $"The action {action} was not sent to PBX “{_name}” ({_host}:{_port}): its {refusal.Header} makes a line of {refusal.Size} bytes, and Asterisk reads at most {AmiProtocol.ActionLineLength}.",
        });

    /// <summary>Makes the exception for a reply that refuses an action.</summary>
    public AmiException Refused(string action, AmiReply reply)
    {
        var words = reply.Words;
        if (Says(reply, AmiProtocol.LoginAlreadyInUse))
        {
            return new AmiLoginInUseException(
                $"The manager account “{server.Username}” is already logged in on PBX “{_name}” ({_host}:{_port}), and allowmultiplelogin=no allows only one login. Set allowmultiplelogin=yes in manager.conf: AmiBlazor uses separate connections for live events and refreshes.",
                words);
        }

        if (action is AmiProtocol.Login or AmiProtocol.Challenge)
        {
            return new AmiAuthenticationException(
                $"PBX “{_name}” ({_host}:{_port}) refused the login of manager account “{server.Username}”. Check the username, the secret, and the account's permit and deny in manager.conf.",
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
        _ => $"The manager account “{server.Username}” may not use {action} on PBX “{_name}” ({_host}:{_port}). Add the missing permission to its write= in manager.conf, then reload the manager.",
    };

    private static string Start(ReadOnlySpan<byte> bytes) => AmiText.ForPeople(AmiText.Decode(bytes[..Math.Min(bytes.Length, 120)]).TrimEnd());
}
