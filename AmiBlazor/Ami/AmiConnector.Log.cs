namespace AmiBlazor.Ami;

internal sealed partial class AmiConnector
{
    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Debug,
            "A session with PBX {Server} is open; its manager interface has version {Version}.", EventName = "AmiSessionOpened")]
        public static partial void Opened(ILogger logger, string server, string version);
    }
}
