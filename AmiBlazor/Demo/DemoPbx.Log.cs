using System.Net;

namespace AmiBlazor.Demo;

internal sealed partial class DemoPbx
{
    private static partial class Log
    {
        [LoggerMessage(6000, LogLevel.Information, "The demo PBX with {Extensions} extensions listens on {Endpoint}.", EventName = "DemoStarted")]
        public static partial void Started(ILogger logger, int extensions, EndPoint endpoint);

        [LoggerMessage(6001, LogLevel.Error, "The calls of the demo PBX have stopped; its extensions no longer change.", EventName = "DemoFloorFailed")]
        public static partial void FloorFailed(ILogger logger, Exception exception);

        [LoggerMessage(6002, LogLevel.Error, "The demo PBX no longer accepts connections.", EventName = "DemoListenerFailed")]
        public static partial void ListenerFailed(ILogger logger, Exception exception);

        [LoggerMessage(6003, LogLevel.Warning, "A session of the demo PBX failed.", EventName = "DemoSessionFailed")]
        public static partial void SessionFailed(ILogger logger, Exception exception);
    }
}
