namespace AmiBlazor.Components.Runs;

public sealed partial class RunList
{
    private static partial class Log
    {
        [LoggerMessage(7010, LogLevel.Error, "The page could not read the refreshes from the database.", EventName = "PageRunsUnread")]
        public static partial void Unread(ILogger logger, Exception fault);
    }
}
