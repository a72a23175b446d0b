namespace AmiBlazor.Views;

internal sealed partial class ViewStore
{
    private static partial class Log
    {
        [LoggerMessage(2160, LogLevel.Error, "The saved views could not be read; pages open without them.", EventName = "ViewsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);

        [LoggerMessage(2161, LogLevel.Error, "A page could not take over a change of the saved views.", EventName = "ViewSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
