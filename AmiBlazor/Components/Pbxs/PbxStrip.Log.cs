namespace AmiBlazor.Components.Pbxs;

public sealed partial class PbxStrip
{
    private static partial class Log
    {
        [LoggerMessage(7020, LogLevel.Warning, "The last refresh of each PBX could not be read from the database.", EventName = "LastRunsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
