using System.Net;

namespace AmiBlazor.Auth.ApiKeys;

internal sealed partial class ApiKeyHandler
{
    private static partial class Log
    {
        [LoggerMessage(5150, LogLevel.Warning, "A request from {Address} used an unknown API key.", EventName = "KeyRefused")]
        public static partial void KeyRefused(ILogger logger, IPAddress? address);

        [LoggerMessage(
            5151, LogLevel.Warning, "A request from {Address} came with the key “{Name}”, which has expired or was revoked.", EventName = "KeyEnded")]
        public static partial void KeyEnded(ILogger logger, IPAddress? address, string name);
    }
}
