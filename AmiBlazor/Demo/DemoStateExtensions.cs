namespace AmiBlazor.Demo;

/// <summary>Asterisk's two words for each state (<c>ast_extension_state2str</c> and <c>ast_devstate_str</c>).</summary>
internal static class DemoStateExtensions
{
    /// <summary>Of <c>StatusText</c>.</summary>
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

    /// <summary>Of <c>DeviceStateChange</c>.</summary>
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
