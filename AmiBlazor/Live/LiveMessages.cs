using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Live;

/// <summary>The messages about main connections, beside the errors of sessions. Each is a whole sentence, so that it can be translated.</summary>
internal static class LiveMessages
{
    public static FormattableString NotRunning() => $"AmiBlazor was not running.";

    public static FormattableString ShutDown(string server, bool restarting) => restarting switch
    {
        true => $"PBX “{server}” said that it restarts. It is connected again as soon as it is back.",
        false => $"PBX “{server}” said that it is being shut down. It is connected again as soon as it is back.",
    };

    public static FormattableString Overrun(string server) =>
        $"PBX “{server}” sent more events at once than can be kept. All states are asked for again.";

    public static FormattableString Empty(string server, int known) =>
        $"PBX “{server}” lists no extension at all, though {known:N0} are known; nothing was marked. Check that its dialplan has hints.";

    public static FormattableString TooManyExtensions(string server, int most) =>
        $"PBX “{server}” sent events for more than {most:N0} extensions; the connection was closed.";

    public static FormattableString UnexpectedFailure(string server) =>
        $"The main connection to PBX “{server}” ran into a fault of this program. What happened is in its log.";

    /// <summary>A list showed changes, and not one event has come since the login.</summary>
    public static FormattableString Deaf(AmiServerOptions server, int changed) => changed == 1
        ? $"1 extension of PBX “{server.Name}” had changed, and no event told it. Give the manager account “{server.Username}” read=call,system in manager.conf, and look there for an eventfilter that leaves out ExtensionStatus."
        : (FormattableString)$"{changed:N0} extensions of PBX “{server.Name}” had changed, and no event told it. Give the manager account “{server.Username}” read=call,system in manager.conf, and look there for an eventfilter that leaves out ExtensionStatus.";

    /// <summary>A list showed changes for which no event came, although events do come.</summary>
    public static FormattableString Missed(string server, int changed) => changed == 1
        ? $"1 extension of PBX “{server}” had changed without an event that told it. Look for an eventfilter in manager.conf; the refresh lists which it was."
        : (FormattableString)$"{changed:N0} extensions of PBX “{server}” had changed without an event that told it. Look for an eventfilter in manager.conf; the refresh lists which they were.";
}
