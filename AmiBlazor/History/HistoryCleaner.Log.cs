namespace AmiBlazor.History;

internal sealed partial class HistoryCleaner
{
    private static partial class Log
    {
        [LoggerMessage(2130, LogLevel.Information, "What is older than {Keep} was removed from the history: {Changes} change(s), {Gaps} gap(s).", EventName = "HistoryCleaned")]
        public static partial void Cleaned(ILogger logger, TimeSpan keep, int changes, int gaps);

        [LoggerMessage(2131, LogLevel.Error, "Old changes could not be removed from the history. It is tried again in {Interval}.", EventName = "HistoryNotCleaned")]
        public static partial void NotCleaned(ILogger logger, Exception failure, TimeSpan interval);
    }
}
