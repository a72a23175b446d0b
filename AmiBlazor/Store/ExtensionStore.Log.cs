namespace AmiBlazor.Store;

internal sealed partial class ExtensionStore
{
    private static partial class Log
    {
        [LoggerMessage(2120, LogLevel.Debug,
            "Extension {Exten} in {Context} of PBX {Server} went from {From} to {To}, by {Source}.", EventName = "StatusChanged")]
        public static partial void StatusChanged(ILogger logger, string server, string context, string exten, int from, int to, string source);

        [LoggerMessage(2122, LogLevel.Debug,
            "Extension {Exten} in {Context} of PBX {Server} is new, with status {Status}, by {Source}.", EventName = "ExtensionAdded")]
        public static partial void ExtensionAdded(ILogger logger, string server, string context, string exten, int status, string source);

        [LoggerMessage(2123, LogLevel.Debug, "A person changed the name of extension {Exten} in {Context} of PBX {Server}.", EventName = "ExtensionNamed")]
        public static partial void ExtensionNamed(ILogger logger, string server, string context, string exten);

        [LoggerMessage(2124, LogLevel.Warning,
            "PBX {Server} has named more extensions than are kept: {Count} that are gone and have no name made room for new ones.", EventName = "RoomMade")]
        public static partial void RoomMade(ILogger logger, string server, int count);
    }
}
