namespace AmiBlazor.Refresh;

internal sealed partial class RefreshRunner
{
    private static partial class Log
    {
        [LoggerMessage(3000, LogLevel.Information, "Refresh {ConnectionId} of {Server} started, requested by {AskedBy}.", EventName = "RefreshStarted")]
        public static partial void Started(ILogger logger, string connectionId, string server, string askedBy);

        [LoggerMessage(3001, LogLevel.Information, "Refresh {ConnectionId} of {Server} completed: {Known} known, {Changed} changed, {Added} added, {MarkedOffline} marked offline, {Bytes} bytes in {Milliseconds:F1} ms.", EventName = "RefreshCompleted")]
        public static partial void Completed(
            ILogger logger, string connectionId, string server, int known, int changed, int added, int markedOffline, long bytes, double milliseconds);

        [LoggerMessage(3002, LogLevel.Warning, "Refresh {ConnectionId} of {Server} marked {MarkedOffline} of {Known} extensions offline at once.", EventName = "RefreshCollapsed")]
        public static partial void Collapsed(ILogger logger, string connectionId, string server, int markedOffline, int known);

        [LoggerMessage(3003, LogLevel.Warning, "Refresh {ConnectionId} of {Server} returned a complete but empty list; no extension was marked offline.", EventName = "RefreshEmpty")]
        public static partial void Empty(ILogger logger, string connectionId, string server);

        [LoggerMessage(3004, LogLevel.Information, "Refresh {ConnectionId} of {Server} was stopped after {Milliseconds:F1} ms.", EventName = "RefreshStopped")]
        public static partial void Stopped(ILogger logger, string connectionId, string server, double milliseconds);

        [LoggerMessage(3005, LogLevel.Error, "Refresh {ConnectionId} of {Server} failed after {Milliseconds:F1} ms: {Reason}", EventName = "RefreshFailed")]
        public static partial void Failed(ILogger logger, string connectionId, string server, string reason, double milliseconds);

        [LoggerMessage(3006, LogLevel.Warning, "Refresh {ConnectionId} of {Server} ended after {Rows} rows without a completion event.", EventName = "RefreshCompletionMissing")]
        public static partial void CompletionMissing(ILogger logger, string connectionId, string server, int rows);

        [LoggerMessage(3007, LogLevel.Error, "The list of refresh {ConnectionId} of {Server} could not be saved to the database.", EventName = "RefreshNotSaved")]
        public static partial void NotSaved(ILogger logger, string connectionId, string server, Exception failure);

        [LoggerMessage(3008, LogLevel.Error, "Refresh {ConnectionId} of {Server} could not be recorded in the database.", EventName = "RefreshNotRecorded")]
        public static partial void NotRecorded(ILogger logger, string connectionId, string server, Exception failure);

        [LoggerMessage(3009, LogLevel.Critical, "Refresh {ConnectionId} of {Server} failed unexpectedly; nothing was changed.", EventName = "RefreshUnexpectedFailure")]
        public static partial void UnexpectedFailure(ILogger logger, string connectionId, string server, Exception unexpected);
    }
}
