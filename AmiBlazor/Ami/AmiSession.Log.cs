namespace AmiBlazor.Ami;

internal sealed partial class AmiSession
{
    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Debug, "The session with PBX {Server} has ended: {Reason}", EventName = "AmiSessionEnded")]
        public static partial void Ended(ILogger logger, string server, string reason);

        [LoggerMessage(1011, LogLevel.Debug, "PBX {Server} did not answer the logoff: {Reason}", EventName = "AmiNoGoodbye")]
        public static partial void NoGoodbye(ILogger logger, string server, string reason);

        [LoggerMessage(1012, LogLevel.Error, "Reading from PBX {Server} failed because of an internal error.", EventName = "AmiReadingFaulted")]
        public static partial void ReadingFaulted(ILogger logger, string server, Exception fault);
    }
}
