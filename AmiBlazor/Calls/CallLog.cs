namespace AmiBlazor.Calls;

internal static partial class CallLog
{
    [LoggerMessage(4221, LogLevel.Error, "PBX {Server}: following its calls failed.", EventName = "CallFollowingFailed")]
    public static partial void FollowingFailed(ILogger logger, string server, Exception fault);
}
