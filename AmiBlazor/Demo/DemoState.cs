namespace AmiBlazor.Demo;

/// <summary>The state of a phone; the numbers are Asterisk's <c>AST_EXTENSION_*</c> bits.</summary>
internal enum DemoState
{
    Idle = 0,
    InUse = 1,
    Busy = 2,
    Unavailable = 4,
    Ringing = 8,
    RingingInUse = 9,
    OnHold = 16,
}

/// <summary>Asterisk's two words for each state (<c>ast_extension_state2str</c> and <c>ast_devstate_str</c>).</summary>
internal static class DemoStateExtensions
{
    /// <summary>The word in <c>StatusText</c>.</summary>
    public static string Text(this DemoState state) => state switch
    {
        DemoState.Idle => "Idle",
        DemoState.InUse => "InUse",
        DemoState.Busy => "Busy",
        DemoState.Unavailable => "Unavailable",
        DemoState.Ringing => "Ringing",
        DemoState.RingingInUse => "InUse&Ringing",
        _ => "Hold",
    };

    /// <summary>The word in <c>DeviceStateChange</c>.</summary>
    public static string DeviceWord(this DemoState state) => state switch
    {
        DemoState.Idle => "NOT_INUSE",
        DemoState.InUse => "INUSE",
        DemoState.Busy => "BUSY",
        DemoState.Unavailable => "UNAVAILABLE",
        DemoState.Ringing => "RINGING",
        DemoState.RingingInUse => "RINGINUSE",
        _ => "ONHOLD",
    };
}
