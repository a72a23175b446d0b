namespace AmiBlazor.Demo;

/// <summary>The actions that the demo PBX knows, and the classes of which an account needs one; none means that nobody needs any.</summary>
internal static class DemoRights
{
    private const int Channels = DemoEventMasks.System | DemoEventMasks.Call | DemoEventMasks.Reporting;

    private static readonly Dictionary<string, int> Needed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Ping"] = 0,
        ["Events"] = 0,
        ["Logoff"] = 0,
        ["ListCommands"] = 0,
        ["BridgeList"] = 0,
        ["QueueStatus"] = 0,
        ["ExtensionState"] = DemoEventMasks.Call | DemoEventMasks.Reporting,
        ["ExtensionStateList"] = DemoEventMasks.Call | DemoEventMasks.Reporting,
        ["DBGetTree"] = DemoEventMasks.System | DemoEventMasks.Reporting,
        ["VoicemailUsersList"] = DemoEventMasks.Call | DemoEventMasks.Reporting,
        ["Status"] = Channels,
        ["Getvar"] = Channels,
        ["Setvar"] = DemoEventMasks.Call,
        ["Hangup"] = DemoEventMasks.System | DemoEventMasks.Call,
        ["Redirect"] = DemoEventMasks.Call,
        ["BlindTransfer"] = DemoEventMasks.Call,
        ["Park"] = DemoEventMasks.Call,
        ["ParkedCalls"] = DemoEventMasks.Call,
        ["PlayDTMF"] = DemoEventMasks.Call,
        ["StopMixMonitor"] = DemoEventMasks.System | DemoEventMasks.Call,
        ["QueuePause"] = DemoEventMasks.Agent,
        ["QueueAdd"] = DemoEventMasks.Agent,
        ["QueueRemove"] = DemoEventMasks.Agent,
        ["QueuePenalty"] = DemoEventMasks.Agent,
        ["Originate"] = DemoEventMasks.Originate,
        ["Command"] = DemoEventMasks.Command,
        ["Reload"] = DemoEventMasks.Config | DemoEventMasks.System,
        ["UpdateConfig"] = DemoEventMasks.Config,
    };

    public static bool IsKnown(string name) => Needed.ContainsKey(name);

    public static bool May(DemoAccount account, string name) => Needed.TryGetValue(name, out var classes) && (classes == 0 || (account.Write & classes) != 0);

    /// <summary>The actions that an account may send, with their classes as <c>ListCommands</c> names them.</summary>
    public static IEnumerable<(string Name, string Classes)> Of(DemoAccount account) =>
        Needed.Where(action => May(account, action.Key)).OrderBy(action => action.Key, StringComparer.Ordinal)
            .Select(action => (action.Key, action.Value == 0 ? "<none>" : string.Join(',', DemoEventMasks.NamesOf(action.Value).Append("all"))));
}
