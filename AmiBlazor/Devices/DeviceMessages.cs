using AmiBlazor.Ami;

namespace AmiBlazor.Devices;

/// <summary>What is said about phones that are not known.</summary>
internal static class DeviceMessages
{
    public static FormattableString NotAllowed(AmiServerOptions server) =>
        $"The manager account “{server.Username}” may not read the phones of PBX “{server.Name}”. Add write=reporting to it in manager.conf, then reload the manager.";

    public static FormattableString UnexpectedFailure(string server) =>
        $"The phones of PBX “{server}” are not shown because of a fault in this program; its log says more. They come back with the next connection.";
}
