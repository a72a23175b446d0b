namespace AmiBlazor.Components.Runs;

public sealed partial class RunCompare
{
    private static partial class Log
    {
        [LoggerMessage(7012, LogLevel.Error, "The page could not compare two refreshes in the database.", EventName = "PageRunsNotCompared")]
        public static partial void NotCompared(ILogger logger, Exception fault);
    }
}
