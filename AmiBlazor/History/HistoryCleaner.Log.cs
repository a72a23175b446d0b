namespace AmiBlazor.History;

internal sealed partial class HistoryCleaner
{
    private static partial class Log
    {
        [LoggerMessage(2130, LogLevel.Information, "History older than {Keep} was removed: {Changes} change(s), {Gaps} gap(s), {Calls} call(s).", EventName = "HistoryCleaned")]
        public static partial void Cleaned(ILogger logger, TimeSpan keep, int changes, int gaps, int calls);

        [LoggerMessage(2131, LogLevel.Error, "Old history could not be removed. The next attempt is in {Interval}.", EventName = "HistoryNotCleaned")]
        public static partial void NotCleaned(ILogger logger, Exception failure, TimeSpan interval);

        [LoggerMessage(2132, LogLevel.Information,
            "{Count} extension(s) that their PBX has not listed for {After} were archived. The page shows them under “Archived”.", EventName = "GoneArchived")]
        public static partial void GoneArchived(ILogger logger, TimeSpan after, int count);

        [LoggerMessage(2133, LogLevel.Information,
            "{Count} extension(s) without a name that their PBX has not listed for {After} were removed with their history.", EventName = "GoneRemoved")]
        public static partial void GoneRemoved(ILogger logger, TimeSpan after, int count);
    }
}
