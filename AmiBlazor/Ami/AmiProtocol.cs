namespace AmiBlazor.Ami;

/// <summary>The words of the Asterisk Manager Interface, as Asterisk spells them: text where we write them, bytes where we read them.</summary>
internal static class AmiProtocol
{
    /// <summary>The most bytes of a line that Asterisk reads, including its end; it discards a longer one (<c>get_input</c> in main/manager.c).</summary>
    public const int ActionLineLength = 1024;

    /// <summary>The most headers of an action that Asterisk reads (<c>AST_MAX_MANHEADERS</c> in include/asterisk/manager.h).</summary>
    public const int ActionHeaders = 128;

    public const int DefaultPort = 5038;
    public const int DefaultTlsPort = 5039;

    // Actions.
    public const string Challenge = "Challenge";
    public const string DatabaseGet = "DBGet";
    public const string DeviceStateList = "DeviceStateList";
    public const string ExtensionState = "ExtensionState";
    public const string ExtensionStateList = "ExtensionStateList";
    public const string GetVar = "Getvar";
    public const string ListCommands = "ListCommands";
    public const string Login = "Login";
    public const string Logoff = "Logoff";
    public const string Ping = "Ping";
    public const string PresenceState = "PresenceState";
    public const string PresenceStateList = "PresenceStateList";

    // Headers of actions.
    public const string Action = "Action";
    public const string ActionId = "ActionID";
    public const string AuthType = "AuthType";
    public const string Context = "Context";
    public const string Events = "Events";
    public const string Exten = "Exten";
    public const string Family = "Family";
    public const string Key = "Key";
    public const string Provider = "Provider";
    public const string Secret = "Secret";
    public const string Username = "Username";
    public const string Variable = "Variable";

    // Values of headers.
    public const string EventsOff = "off";

    /// <summary>
    /// The narrowest mask with every event that a main connection uses: ExtensionStatus and PresenceStatus belong to the class call; FullyBooted, Reload and
    /// Shutdown belong to system. The action Filter could narrow it further, but needs write=system.
    /// </summary>
    public const string EventsOfMainConnection = "call,system";

    /// <summary>The same where calls are followed: queues have a class of their own.</summary>
    public const string EventsWithCalls = "call,system,agent";

    /// <summary>The events that say what came of a call that was placed.</summary>
    public const string EventsOfCalls = "call";

    public const string Md5 = "MD5";

    // Headers of replies, read as text.
    public const string Hint = "Hint";
    public const string Message = "Message";
    public const string Response = "Response";
    public const string State = "State";
    public const string Status = "Status";
    public const string Value = "Value";

    // What Asterisk says.
    public const string Error = "Error";
    public const string DatabaseEntryNotFound = "Database entry not found";
    public const string AuthenticationFailed = "Authentication failed";
    public const string LoginAlreadyInUse = "Login Already In Use";
    public const string NoHints = "No dialplan hints are available";
    public const string PermissionDenied = "Permission denied";
    public const string UnknownCommand = "Invalid/unknown command";

    public static ReadOnlySpan<byte> Banner => "Asterisk Call Manager/"u8;

    public static ReadOnlySpan<byte> ActionIdHeader => "ActionID"u8;

    public static ReadOnlySpan<byte> ContextHeader => "Context"u8;

    public static ReadOnlySpan<byte> DeviceHeader => "Device"u8;

    public static ReadOnlySpan<byte> EventHeader => "Event"u8;

    public static ReadOnlySpan<byte> ExtenHeader => "Exten"u8;

    public static ReadOnlySpan<byte> HintHeader => "Hint"u8;

    public static ReadOnlySpan<byte> CompleteList => "Complete"u8;

    public static ReadOnlySpan<byte> EventListHeader => "EventList"u8;

    public static ReadOnlySpan<byte> ListItemsHeader => "ListItems"u8;

    public static ReadOnlySpan<byte> PresenceMessageHeader => "PresenceMessage"u8;

    public static ReadOnlySpan<byte> PresentityHeader => "Presentity"u8;

    public static ReadOnlySpan<byte> PrivilegeHeader => "Privilege"u8;

    public static ReadOnlySpan<byte> ResponseHeader => "Response"u8;

    public static ReadOnlySpan<byte> StateHeader => "State"u8;

    public static ReadOnlySpan<byte> StatusHeader => "Status"u8;

    public static ReadOnlySpan<byte> StatusTextHeader => "StatusText"u8;

    public static ReadOnlySpan<byte> SubtypeHeader => "Subtype"u8;

    public static ReadOnlySpan<byte> MessageHeader => "Message"u8;

    public static ReadOnlySpan<byte> ModuleHeader => "Module"u8;

    public static ReadOnlySpan<byte> RestartHeader => "Restart"u8;

    public static ReadOnlySpan<byte> ErrorResponse => "Error"u8;

    public static ReadOnlySpan<byte> DatabaseGetCompleteEvent => "DBGetComplete"u8;

    public static ReadOnlySpan<byte> DatabaseGetResponseEvent => "DBGetResponse"u8;

    public static ReadOnlySpan<byte> DeviceStateChangeEvent => "DeviceStateChange"u8;

    public static ReadOnlySpan<byte> DeviceStateListCompleteEvent => "DeviceStateListComplete"u8;

    public static ReadOnlySpan<byte> ExtensionStatusEvent => "ExtensionStatus"u8;

    public static ReadOnlySpan<byte> ExtensionStateListCompleteEvent => "ExtensionStateListComplete"u8;

    public static ReadOnlySpan<byte> FullyBootedEvent => "FullyBooted"u8;

    public static ReadOnlySpan<byte> PresenceStateChangeEvent => "PresenceStateChange"u8;

    public static ReadOnlySpan<byte> PresenceStateListCompleteEvent => "PresenceStateListComplete"u8;

    public static ReadOnlySpan<byte> PresenceStatusEvent => "PresenceStatus"u8;

    public static ReadOnlySpan<byte> ReloadEvent => "Reload"u8;

    public static ReadOnlySpan<byte> ShutdownEvent => "Shutdown"u8;

    public static ReadOnlySpan<byte> ValHeader => "Val"u8;

    public static ReadOnlySpan<byte> True => "True"u8;
}
