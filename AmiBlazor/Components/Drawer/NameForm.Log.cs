namespace AmiBlazor.Components.Drawer;

public sealed partial class NameForm
{
    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Information, "{Person} named extension {Exten} in {Context} of PBX {Server}.", EventName = "ExtensionNamedByPerson")]
        public static partial void Named(ILogger logger, string? person, string server, string context, string exten);

        [LoggerMessage(7102, LogLevel.Error, "The page could not name extension {Exten} in {Context} of PBX {Server}.", EventName = "PageNamingFaulted")]
        public static partial void NamingFaulted(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
