namespace AmiBlazor.Data;

internal sealed partial class DatabaseInitializer
{
    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Information, "The database is ready: {Provider}, version {Version}.", EventName = "DatabaseReady")]
        public static partial void Ready(ILogger logger, string provider, string version);

        [LoggerMessage(2001, LogLevel.Information, "Migrating the database to {Migration}.", EventName = "Migrating")]
        public static partial void Migrating(ILogger logger, string migration);

        [LoggerMessage(2002, LogLevel.Information, "The database file was backed up to {Copy} before the migration.", EventName = "BackedUp")]
        public static partial void BackedUp(ILogger logger, string copy);

        [LoggerMessage(2003, LogLevel.Warning,
            "The database file {File} has no write-ahead log (its journal mode is {Mode}): readers and the writer block each other. " +
            "Is it on a network drive?",
            EventName = "NoWriteAheadLog")]
        public static partial void NoWriteAheadLog(ILogger logger, string file, string? mode);
    }
}
