namespace AmiBlazor.Live;

internal sealed partial class MainConnection
{
    private static partial class Log
    {
        [LoggerMessage(4000, LogLevel.Information, "PBX {Server} (AMI {Version}) is followed: {Known} extensions; since it was last known {Changed} changed, {Added} came, {Gone} went.", EventName = "LiveFollowing")]
        public static partial void Following(ILogger logger, string server, string? version, int known, int changed, int added, int gone);

        [LoggerMessage(4001, LogLevel.Warning, "PBX {Server} is no longer followed: {Reason} The PBX's words: {Words}", EventName = "LiveLost")]
        public static partial void Lost(ILogger logger, string server, string reason, string? words);

        [LoggerMessage(4002, LogLevel.Warning, "PBX {Server} is not followed, and tried again and again: {Reason} The PBX's words: {Words}", EventName = "LiveNotConnected")]
        public static partial void NotConnected(ILogger logger, string server, string reason, string? words);

        [LoggerMessage(4003, LogLevel.Information, "All states of PBX {Server} were asked for again ({Reason}): {Changed} changed, {Added} came, {Gone} went.", EventName = "LiveResynced")]
        public static partial void Resynced(ILogger logger, string server, ResyncReason reason, int changed, int added, int gone);

        [LoggerMessage(4004, LogLevel.Warning, "PBX {Server} does not tell all: {Warning}", EventName = "LiveEventsMissing")]
        public static partial void EventsMissing(ILogger logger, string server, string warning);

        [LoggerMessage(4005, LogLevel.Error, "What was heard of PBX {Server} could not be saved; {Waiting} events wait until it can.", EventName = "LiveNotWritten")]
        public static partial void NotWritten(ILogger logger, string server, int waiting, Exception failure);

        [LoggerMessage(4006, LogLevel.Error, "How long PBX {Server} was not followed could not be read or noted.", EventName = "LiveGapUnknown")]
        public static partial void GapUnknown(ILogger logger, string server, Exception failure);

        [LoggerMessage(4007, LogLevel.Critical, "The main connection of PBX {Server} ran into something that was not foreseen.", EventName = "LiveUnexpectedFailure")]
        public static partial void UnexpectedFailure(ILogger logger, string server, Exception unexpected);
    }
}
