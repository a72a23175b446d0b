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

        [LoggerMessage(2004, LogLevel.Information,
            "The last run did not end properly: its write-ahead log is still beside {File}. Checking both.",
            EventName = "CheckingLeftOverLog")]
        public static partial void CheckingLeftOver(ILogger logger, string file);

        [LoggerMessage(2005, LogLevel.Warning,
            "{File} was written later than {Log}, which belongs to it. If you have copied a backup there, the log has undone it, in whole or in part: " +
            "stop AmiBlazor and use the command restore.",
            EventName = "DatabaseYoungerThanItsLog")]
        public static partial void FileYoungerThanLog(ILogger logger, string file, string log);

        [LoggerMessage(2006, LogLevel.Information,
            "The database was migrated by a newer AmiBlazor (to {Migration} or later), which lets this version work with it.",
            EventName = "DatabaseOfNewerVersion")]
        public static partial void Newer(ILogger logger, string migration);
    }
}
