using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Live;

/// <summary>The messages about main connections, beside the errors of sessions. Each is a whole sentence, so that it can be translated.</summary>
internal static class LiveMessages
{
    public static FormattableString NotRunning() => $"AmiBlazor was not running.";

    public static FormattableString ShutDown(string server, bool restarting) => restarting switch
    {
        true => $"PBX “{server}” reported that it is restarting. AmiBlazor reconnects as soon as it is back.",
        false => $"PBX “{server}” reported that it is shutting down. AmiBlazor reconnects as soon as it is back.",
    };

    public static FormattableString Overrun(string server) =>
        $"PBX “{server}” sent more events at once than AmiBlazor can buffer. All extensions are being synchronized again.";

    public static FormattableString Empty(string server, int known) =>
        $"PBX “{server}” lists no extensions although {known:N0} are known; none was marked offline. Check that its dialplan has hints.";

    public static FormattableString TooManyExtensions(string server, int most) =>
        $"PBX “{server}” sent events for more than {most:N0} extensions; the connection was closed.";

    public static FormattableString UnexpectedFailure(string server) =>
        $"The main connection to PBX “{server}” failed because of an internal error. See the server log for details.";

    /// <summary>A list showed changes, and not one event has come since the login.</summary>
    public static FormattableString Deaf(AmiServerOptions server, int changed) => changed == 1
        ? $"1 extension of PBX “{server.Name}” changed, and no event arrived. Give the manager account “{server.Username}” read=call,system in manager.conf, and check for an eventfilter that excludes ExtensionStatus."
        : (FormattableString)$"{changed:N0} extensions of PBX “{server.Name}” changed, and no event arrived. Give the manager account “{server.Username}” read=call,system in manager.conf, and check for an eventfilter that excludes ExtensionStatus.";

    /// <summary>The same, where other events prove that the account reads the class of ExtensionStatus.</summary>
    public static FormattableString Filtered(AmiServerOptions server, int changed) => changed == 1
        ? $"1 extension of PBX “{server.Name}” changed, and other events of the class call arrived, but no ExtensionStatus: an eventfilter of the manager account “{server.Username}” keeps it away. Remove that filter from manager.conf or let ExtensionStatus pass, then reload the manager."
        : (FormattableString)$"{changed:N0} extensions of PBX “{server.Name}” changed, and other events of the class call arrived, but no ExtensionStatus: an eventfilter of the manager account “{server.Username}” keeps it away. Remove that filter from manager.conf or let ExtensionStatus pass, then reload the manager.";

    /// <summary>A list showed changes for which no event came, although events do come.</summary>
    public static FormattableString Missed(string server, int changed) => changed == 1
        ? $"1 extension of PBX “{server}” changed without an event. Check manager.conf for an eventfilter; the refresh shows which extension it was."
        : (FormattableString)$"{changed:N0} extensions of PBX “{server}” changed without an event. Check manager.conf for an eventfilter; the refresh shows which extensions they were.";
}
