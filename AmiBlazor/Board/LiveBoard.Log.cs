namespace AmiBlazor.Board;

internal sealed partial class LiveBoard
{
    private static partial class Log
    {
        [LoggerMessage(2100, LogLevel.Warning, "A page could not handle the board's changes; its subscription has ended.", EventName = "SubscriberFailed")]
        public static partial void SubscriberFailed(ILogger logger, Exception exception);
    }
}
