namespace AmiBlazor.Ami;

/// <summary>The lines of manager.conf that keep every event away that is not used, as README has them.</summary>
internal static class AmiEventFilter
{
    private static readonly string[] Needed =
    [
        "ExtensionStatus", "DeviceStateChange", "PresenceStatus", "FullyBooted", "Reload", "Shutdown", "Newchannel", "Newstate", "NewCallerid",
        "NewConnectedLine", "BridgeEnter", "BridgeLeave", "Hold", "Unhold", "Hangup", "ChanSpyStart", "ChanSpyStop", "ParkedCall", "ParkedCallTimeOut",
        "ParkedCallGiveUp", "ParkedCallSwap", "UnParkedCall", "QueueCallerJoin", "QueueCallerLeave", "QueueCallerAbandon", "HangupRequest",
        "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPause", "QueueMemberPenalty", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
        "ContactStatus", "PeerStatus", "MessageWaiting",
    ];

    /// <summary>
    /// For every Asterisk. Without the <c>^</c>, a caller could name an event in their own name; without the class behind it, which stands for the end of the
    /// line, <c>ParkedCall</c> would let every name pass that begins so. <c>QueueMemberStatus</c> is missing on purpose (<see cref="AmiQueueShape"/>).
    /// </summary>
    public static string Line { get; } = $"eventfilter = ^Event: ({string.Join('|', Needed)})[[:space:]]";

    /// <summary>Whether these lines let an event pass.</summary>
    public static bool Passes(string name) => Array.IndexOf(Needed, name) >= 0;

    /// <summary>The same for Asterisk 20 and newer; 16 does not understand them, silently.</summary>
    public static IReadOnlyList<string> NewerLines { get; } = [.. Needed.Select(name => $"eventfilter(action(include),name({name})) =")];
}
