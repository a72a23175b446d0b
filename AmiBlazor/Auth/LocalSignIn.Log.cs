using System.Net;

namespace AmiBlazor.Auth;

internal sealed partial class LocalSignIn
{
    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "A browser at {Address} was let in as “local”: its address is trusted.", EventName = "SignedIn")]
        public static partial void SignedIn(ILogger logger, IPAddress? address);
    }
}
