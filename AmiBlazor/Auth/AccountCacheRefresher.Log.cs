namespace AmiBlazor.Auth;

internal sealed partial class AccountCacheRefresher
{
    private static partial class Log
    {
        [LoggerMessage(5010, LogLevel.Warning, "The accounts and keys could not be read from the database; what was known of them stays.", EventName = "AccountsNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
