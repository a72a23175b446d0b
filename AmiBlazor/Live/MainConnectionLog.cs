namespace AmiBlazor.Live;

/// <summary>What an operator reads about main connections; shared by the classes that one is made of.</summary>
internal static partial class MainConnectionLog
{
    [LoggerMessage(4000, LogLevel.Information,
        "PBX {Server} (AMI {Version}) is live: {Known} extensions; since the last time, {Changed} changed, {Added} were " +
        "added, {Gone} were removed.",
        EventName = "LiveFollowing")]
    public static partial void Following(ILogger logger, string server, string? version, int known, int changed, int added, int gone);

    [LoggerMessage(4001, LogLevel.Warning, "PBX {Server} is no longer live: {Reason} Message from the PBX: {Words}", EventName = "LiveLost")]
    public static partial void Lost(ILogger logger, string server, string reason, string? words);

    [LoggerMessage(4002, LogLevel.Warning,
        "PBX {Server} is not live; connecting is retried: {Reason} Message from the PBX: {Words}", EventName = "LiveNotConnected")]
    public static partial void NotConnected(ILogger logger, string server, string reason, string? words);

    [LoggerMessage(4003, LogLevel.Information,
        "PBX {Server} was synchronized ({Reason}): {Changed} changed, {Added} added, {Gone} removed.", EventName = "LiveResynced")]
    public static partial void Resynced(ILogger logger, string server, ResyncReason reason, int changed, int added, int gone);

    [LoggerMessage(4004, LogLevel.Warning, "PBX {Server} does not send all events: {Warning}", EventName = "LiveEventsMissing")]
    public static partial void EventsMissing(ILogger logger, string server, string warning);

    [LoggerMessage(4005, LogLevel.Error, "Events of PBX {Server} could not be saved; {Waiting} are waiting.", EventName = "LiveNotWritten")]
    public static partial void NotWritten(ILogger logger, string server, int waiting, Exception failure);

    [LoggerMessage(4006, LogLevel.Error, "The gaps of PBX {Server} could not be read or recorded.", EventName = "LiveGapUnknown")]
    public static partial void GapUnknown(ILogger logger, string server, Exception failure);

    [LoggerMessage(4007, LogLevel.Critical, "The main connection of PBX {Server} failed unexpectedly.", EventName = "LiveUnexpectedFailure")]
    public static partial void UnexpectedFailure(ILogger logger, string server, Exception unexpected);

    [LoggerMessage(4008, LogLevel.Warning,
        "PBX {Server} sent events that matter and are not as Asterisk writes them, {Count} so far: a value with line breaks may have been written into " +
        "them. They were not believed; all states were requested. The last one: {Words}",
        EventName = "LiveDoubted")]
    public static partial void Doubted(ILogger logger, string server, long count, string words);

    [LoggerMessage(4009, LogLevel.Warning,
        "A list of PBX {Server} could not be used; it is requested again: {Reason} Message from the PBX: {Words}", EventName = "LiveListUnusable")]
    public static partial void ListUnusable(ILogger logger, string server, string reason, string? words);

    [LoggerMessage(4010, LogLevel.Error, "Reading names from PBX {Server} failed unexpectedly; it begins again with the next connection.", EventName = "LiveNamesFailed")]
    public static partial void NamesFailed(ILogger logger, string server, Exception unexpected);

    [LoggerMessage(4011, LogLevel.Warning, "PBX {Server} lists more than is kept: {Warning}", EventName = "LiveNoRoom")]
    public static partial void NoRoom(ILogger logger, string server, string warning);
}
