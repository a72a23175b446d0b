namespace AmiBlazor.Components.Drawer;

public sealed partial class ExtensionDrawer
{
    private static partial class Log
    {
        [LoggerMessage(7100, LogLevel.Error, "The history of extension {Exten} in {Context} of PBX {Server} could not be read.", EventName = "HistoryUnread")]
        public static partial void HistoryUnread(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
