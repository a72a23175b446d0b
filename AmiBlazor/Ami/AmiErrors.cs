using System.Net.Security;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>The sentences in which sessions with one PBX fail: what happened, where, what to do. None holds a secret.</summary>
internal sealed class AmiErrors(AmiServerOptions server, AmiLimits limits)
{
    private readonly string _pbx = $"PBX “{server.Name}” ({server.Host}:{server.EffectivePort})";

    public AmiConnectException NotConnected(SocketException cause) => new(
        cause.SocketErrorCode switch
        {
            SocketError.ConnectionRefused =>
                $"{_pbx} refused the connection. Check that Asterisk runs there and that manager.conf has enabled=yes and this address and port.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                $"The host name of {_pbx} is unknown. Check Host in the configuration and the name service.",
            _ => $"{_pbx} cannot be reached ({cause.SocketErrorCode}). Check Host, Port, network and firewall.",
        },
        cause);

    public AmiConnectException ClosedBeforeBanner(Exception? cause) => new(
        $"{_pbx} took the connection and closed it without a word. Check the port, and whether a firewall or a connection limit is in the way.",
        cause);

    public AmiTimeoutException ConnectTimedOut() => new(
        $"{_pbx} did not take the connection within {Seconds(limits.ConnectTimeout)}. Check Host, Port, network and firewall.");

    public AmiTimeoutException NoBanner() => new(
        $"{_pbx} took the connection but sent no Asterisk manager banner within {Seconds(limits.ConnectTimeout)}. Check the port"
        + (server.Tls ? "." : ", and set Tls if it is the manager's TLS port."));

    public AmiTimeoutException TlsTimedOut() => new(
        $"{_pbx} did not complete the TLS handshake within {Seconds(limits.ConnectTimeout)}. Check that this is the manager's TLS port (tlsbindaddr).");

    public AmiTimeoutException ReplyTimedOut(string action, TimeSpan bound) => new(
        $"{_pbx} did not answer {action} within {Seconds(bound)}. Check its load and the network.");

    public AmiTimeoutException ListTimedOut(int rows) => new(
        $"{_pbx} fell silent for {Seconds(limits.ReplyTimeout)} in its list of extension states, after {rows} rows. Check its load and the network.");

    public AmiNotManagerException NotManager(ReadOnlySpan<byte> bytes) => new(
        $"What answers at {_pbx} is not an Asterisk manager; no secret was sent. Check Host and Port.", Start(bytes));

    public AmiTlsException TlsFailed(Exception cause) => new(
        $"TLS with {_pbx} failed. Check that this is the manager's TLS port (tlsenable, tlsbindaddr) and not the plain one.", cause);

    public AmiTlsException CertificateRefused(SslPolicyErrors problem, string sha256) => new(
        string.IsNullOrEmpty(server.TlsCertificateSha256)
            ? $"The certificate of {_pbx} is not trusted ({problem}). Trust its issuer, or if SHA-256 {sha256} is yours, set it as TlsCertificateSha256."
            : $"The certificate of {_pbx} is not the pinned one: it has SHA-256 {sha256}. If it was renewed, set the new TlsCertificateSha256.",
        null);

    public AmiSecretException SecretUnreadable(Exception cause) => new(
        $"The secret file of PBX “{server.Name}” cannot be read. Check SecretFile in the configuration and the file's permissions.", cause);

    public AmiSecretException SecretEmpty() => new(
        $"The secret file of PBX “{server.Name}” has an empty first line. Write the manager account's secret there.", null);

    public AmiMalformedException Malformed(ReadOnlySpan<byte> bytes) => new(
        $"{_pbx} sent something that is not the manager protocol; the connection was closed. Check what sits between here and the PBX.",
        Start(bytes));

    public AmiMalformedException BadRow(in AmiMessage row) => new(
        $"{_pbx} sent an extension state without a proper Exten, Context or Status; the list was dropped.", Words(row));

    public AmiMalformedException BadReply(string action, AmiReply reply) => new(
        $"{_pbx} answered {action} without what belongs into the answer.", reply.Words);

    public AmiMalformedException WrongCount(string listItems, int rows) => new(
        $"{_pbx} announced {(listItems.Length == 0 ? "no number of" : listItems)} rows at the end of its list, but {rows} came; the list was dropped. Try again.",
        $"ListItems: {listItems}");

    public AmiLimitExceededException LineTooLong() => new(
        $"{_pbx} sent a line of more than {limits.LineLength} bytes; the connection was closed.");

    public AmiLimitExceededException TooManyHeaders() => new(
        $"{_pbx} sent a message of more than {limits.Headers} headers; the connection was closed.");

    public AmiLimitExceededException TooManyRows() => new(
        $"{_pbx} sent a list of more than {limits.Rows} extension states; the connection was closed.");

    public AmiLimitExceededException TooManyBytes() => new(
        $"{_pbx} sent more than {limits.SessionBytes} bytes in one session; the connection was closed.");

    public AmiClosedException Closed(Exception? cause) => new(
        $"{_pbx} {(cause is null ? "closed" : "broke off")} the connection. Check whether Asterisk or its manager was restarted, then try again.", cause);

    public AmiClosedException ClosedInList(int rows, Exception? cause) => new(
        $"{_pbx} {(cause is null ? "closed" : "broke off")} the connection in the middle of its list, after {rows} rows. "
        + "Check whether Asterisk was restarted, then try again.",
        cause);

    public AmiFaultException Faulted(Exception fault) => new(
        $"Reading what {_pbx} sent failed for a reason inside AmiBlazor; the connection was closed. The log says more.", fault);

    public AmiClosedException ClosedHere() => new($"The session with {_pbx} was closed here.", null);

    public AmiInvalidActionException InvalidAction(string action, string refusal) => new($"The action {action} was not sent to {_pbx}: {refusal}.");

    /// <summary>The exception for a reply that refuses an action.</summary>
    public AmiException Refused(string action, AmiReply reply)
    {
        var words = reply.Words;
        if (Says(reply, AmiProtocol.LoginAlreadyInUse))
        {
            return new AmiLoginInUseException(
                $"The manager account “{server.Username}” is already logged in on {_pbx}, and allowmultiplelogin=no allows it once only. "
                + "Give AmiBlazor a second manager account, or set allowmultiplelogin=yes in manager.conf.",
                words);
        }

        if (action is AmiProtocol.Login or AmiProtocol.Challenge)
        {
            return new AmiAuthenticationException(
                $"{_pbx} refused the login of manager account “{server.Username}”. Check username, secret and the account's permit and deny in manager.conf.",
                words);
        }

        if (Says(reply, AmiProtocol.PermissionDenied))
            return new AmiPermissionException($"The manager account “{server.Username}” may not use {action} on {_pbx}. {Permission(action)}", words);
        return Says(reply, AmiProtocol.UnknownCommand)
            ? new AmiCommandUnknownException($"{_pbx} does not know the action {action}. Check that its modules are loaded and its version is current.", words)
            : new AmiRefusedException($"{_pbx} refused the action {action}.", words);
    }

    private static bool Says(AmiReply reply, string words) =>
        reply[AmiProtocol.Message]?.StartsWith(words, StringComparison.OrdinalIgnoreCase) == true;

    private static string Permission(string action) => action is AmiProtocol.ExtensionStateList or AmiProtocol.ExtensionState
        ? "Add write=reporting (or call) to it in manager.conf, then reload the manager."
        : "Add what is missing to its write= in manager.conf, then reload the manager.";

    private static string Start(ReadOnlySpan<byte> bytes) => AmiText.ForPeople(AmiText.Decode(bytes[..Math.Min(bytes.Length, 120)]).TrimEnd());

    private static string Words(in AmiMessage message)
    {
        var headers = new List<string>();
        for (var i = 0; i < message.Count; i++)
            headers.Add($"{AmiText.Decode(message.Name(i))}: {AmiText.Decode(message.Value(i))}");
        return AmiText.ForPeople(string.Join(", ", headers));
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
