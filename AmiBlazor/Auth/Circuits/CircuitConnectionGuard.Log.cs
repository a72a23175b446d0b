
namespace AmiBlazor.Auth.Circuits;

internal sealed partial class CircuitConnectionGuard
{
    private static partial class Log
    {
        [LoggerMessage(
            5260, LogLevel.Information, "The connection of a page was cut: the account {Account} was changed, and the page did not leave by itself.", EventName = "PageCut")]
        public static partial void Cut(ILogger logger, int account);
    }
}
