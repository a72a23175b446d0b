using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>What is said about calls that are not known.</summary>
internal static class CallMessages
{
    public static FormattableString NotAllowed(AmiServerOptions server) =>
        $"The manager account “{server.Username}” may not list the calls of PBX “{server.Name}”. Give it read=call,system,agent and write=reporting in manager.conf, then reload the manager.";

    public static FormattableString UnexpectedFailure(string server) =>
        $"The calls of PBX “{server}” are not shown because of a fault in this program; its log says more. They come back with the next connection.";
}
