namespace AmiBlazor.Components.Refreshing;

public sealed partial class RefreshPanel
{
    private static partial class Log
    {
        [LoggerMessage(7000, LogLevel.Error, "The page could not start a refresh of {Server}.", EventName = "PageRefreshFaulted")]
        public static partial void RefreshFaulted(ILogger logger, string server, Exception fault);

        [LoggerMessage(7001, LogLevel.Error, "The page could not stop the refresh of {Server}.", EventName = "PageStopFaulted")]
        public static partial void StopFaulted(ILogger logger, string server, Exception fault);
    }
}
