namespace AmiBlazor.Devices;

internal static partial class DeviceLog
{
    [LoggerMessage(4261, LogLevel.Error, "PBX {Server}: following its phones failed.", EventName = "DeviceFollowingFailed")]
    public static partial void FollowingFailed(ILogger logger, string server, Exception fault);

    [LoggerMessage(4262, LogLevel.Warning, "{Reason} The PBX said: {Words}", EventName = "DevicesUnavailable")]
    public static partial void Unavailable(ILogger logger, string reason, string? words);
}
