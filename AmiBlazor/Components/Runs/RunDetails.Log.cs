using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Runs;

public sealed partial class RunDetails
{
    private static partial class Log
    {
        [LoggerMessage(7011, LogLevel.Error, "The page could not read refresh {ConnectionId} from the database.", EventName = "PageRunUnread")]
        public static partial void Unread(ILogger logger, string connectionId, Exception fault);
    }
}
