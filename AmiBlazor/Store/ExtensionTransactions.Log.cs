using AmiBlazor.Data;

namespace AmiBlazor.Store;

internal sealed partial class ExtensionTransactions
{
    private static partial class Log
    {
        [LoggerMessage(2121, LogLevel.Error, "Nothing of PBX {Server} was saved: the database failed ({Failure}).", EventName = "SaveFailed")]
        public static partial void SaveFailed(ILogger logger, Exception exception, string server, DatabaseFailure failure);
    }
}
