namespace AmiBlazor.History;

internal sealed partial class HistoryCleaner
{
    private static partial class Log
    {
        [LoggerMessage(2130, LogLevel.Information, "History older than {Keep} was removed: {Changes} change(s), {Gaps} gap(s).", EventName = "HistoryCleaned")]
        public static partial void Cleaned(ILogger logger, TimeSpan keep, int changes, int gaps);

        [LoggerMessage(2131, LogLevel.Error, "Old history could not be removed. The next attempt is in {Interval}.", EventName = "HistoryNotCleaned")]
        public static partial void NotCleaned(ILogger logger, Exception failure, TimeSpan interval);
    }
}
