namespace AmiBlazor.Components.Pbxs;

public sealed partial class PbxPanel
{
    private static partial class Log
    {
        [LoggerMessage(7021, LogLevel.Error, "The page could not read the gaps of PBX {Server} from the database.", EventName = "PageGapsUnread")]
        public static partial void Unread(ILogger logger, string server, Exception fault);
    }
}
