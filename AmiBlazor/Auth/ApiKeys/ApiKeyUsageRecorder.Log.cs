namespace AmiBlazor.Auth.ApiKeys;

internal sealed partial class ApiKeyUsageRecorder
{
    private static partial class Log
    {
        [LoggerMessage(5160, LogLevel.Warning, "The database did not take when the key with the number {Id} was last used.", EventName = "KeyUseNotWritten")]
        public static partial void NotWritten(ILogger logger, int id, Exception failure);
    }
}
