namespace AmiBlazor.Refresh;

internal sealed partial class RunningRefreshes
{
    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Warning, "Some refreshes had not ended {Limit} after the shutdown began and were abandoned.", EventName = "ShutdownLeftRefreshes")]
        public static partial void ShutdownLeftRefreshes(ILogger logger, TimeSpan limit);

        [LoggerMessage(3021, LogLevel.Error, "A refresh failed unexpectedly.", EventName = "RunFaulted")]
        public static partial void RunFaulted(ILogger logger, Exception fault);

        [LoggerMessage(3022, LogLevel.Error, "A page failed to handle a change of the refreshes.", EventName = "SubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
