namespace AmiBlazor.Auth.Setup;

internal sealed partial class InitialSetup
{
    private static partial class Log
    {
        [LoggerMessage(5000, LogLevel.Information, "The administrator “{UserName}” was created from Setup:Administrator.", EventName = "AdministratorMade")]
        public static partial void Made(ILogger logger, string userName);

        [LoggerMessage(
            5001,
            LogLevel.Information,
            "AmiBlazor has no account yet. Open this link to create the first administrator: {Link}",
            EventName = "InitialSetup")]
        public static partial void Open(ILogger logger, Uri link);
    }
}
