namespace AmiBlazor.Refresh;

internal sealed partial class RunningRefreshes
{
    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Warning, "Some refreshes had not ended {Limit} after the shutdown began; they are left.", EventName = "ShutdownLeftRefreshes")]
        public static partial void ShutdownLeftRefreshes(ILogger logger, TimeSpan limit);

        [LoggerMessage(3021, LogLevel.Error, "A refresh ended in a way that it should not.", EventName = "RunFaulted")]
        public static partial void RunFaulted(ILogger logger, Exception fault);

        [LoggerMessage(3022, LogLevel.Error, "A page that follows the refreshes failed when it was told of a change.", EventName = "SubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
