namespace AmiBlazor.Auth.Accounts;

internal sealed partial class AccountStore
{
    private static partial class Log
    {
        [LoggerMessage(
            5100,
            LogLevel.Error,
            "The second factor of the account “{UserName}” cannot be read: the keys that protect it (Auth:KeyFolder) are not those it was stored with. "
            + "A recovery code opens the account, or an administrator takes its second factor away.",
            EventName = "SecondFactorNotRead")]
        public static partial void KeyNotRead(ILogger logger, string userName, Exception failure);
    }
}
