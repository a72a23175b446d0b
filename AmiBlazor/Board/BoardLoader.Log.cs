namespace AmiBlazor.Board;

internal sealed partial class BoardLoader
{
    private static partial class Log
    {
        [LoggerMessage(2110, LogLevel.Information, "The board holds {Count} extensions from the database.", EventName = "BoardLoaded")]
        public static partial void Loaded(ILogger logger, int count);

        [LoggerMessage(2111, LogLevel.Warning,
            "A save of PBX {Server} was interrupted, so its {Count} extensions were read from the database again.", EventName = "BoardReloaded")]
        public static partial void Reloaded(ILogger logger, string server, int count);
    }
}
