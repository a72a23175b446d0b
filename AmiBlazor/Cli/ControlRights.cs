using AmiBlazor.Ami;
using AmiBlazor.Control;
using AmiBlazor.Pbxs;

namespace AmiBlazor.Cli;

/// <summary>
/// What the account for call control may do, read from Asterisk's response to <c>ListCommands</c> as for <see cref="AccountRights"/>: what it lacks for what
/// the configuration allows, and what it has without need.
/// </summary>
internal sealed class ControlRights
{
    /// <summary>What each needs: an action, the class that permits it, and the module that has it; null for Asterisk itself.</summary>
    private static readonly Dictionary<ControlKind, (string Action, string Class, string? Module)[]> Needs = new()
    {
        [ControlKind.Call] = [Originate],
        [ControlKind.HangUp] = [("Hangup", "call", null)],
        [ControlKind.Transfer] = [("BlindTransfer", "call", null)],
        [ControlKind.Park] = [("Park", "call", "res_parking"), ("Hangup", "call", null)],
        [ControlKind.Fetch] = [Originate],
        [ControlKind.PickUp] = [Originate],
        [ControlKind.Listen] = [Originate],
        [ControlKind.Whisper] = [Originate],
        [ControlKind.Barge] = [Originate],
        [ControlKind.Pause] = [("QueuePause", "agent", "app_queue")],
        [ControlKind.Unpause] = [("QueuePause", "agent", "app_queue")],
        [ControlKind.AddToQueue] = [("QueueAdd", "agent", "app_queue")],
        [ControlKind.RemoveFromQueue] = [("QueueRemove", "agent", "app_queue")],
        [ControlKind.StartRecording] = [("PlayDTMF", "call", "app_senddtmf")],
        [ControlKind.StopRecording] = [("StopMixMonitor", "call", "app_mixmonitor")],
    };

    private static readonly Dictionary<string, string> Dangers = new(StringComparer.Ordinal)
    {
        ["system"] = "runs any command on the PBX's machine",
        ["command"] = "runs everything that Asterisk's command line can",
        ["config"] = "reads and writes the PBX's configuration, with all of its secrets",
        ["originate"] = "calls any number through any context, and writes files as Asterisk's user",
        ["call"] = "ends, redirects, and parks any call",
        ["agent"] = "makes any channel an agent of a queue, and so calls any number",
        ["reporting"] = "reads secrets of configuration files",
        ["user"] = "sends events that look like the PBX's own",
    };

    private static readonly HashSet<string> OpenClasses = new(["<none>", "all", "verbose", "log", "dtmf", "cdr", "dialplan", "agi", "cc", "aoc", "test"], StringComparer.Ordinal);

    private ControlRights(IReadOnlyList<string> missing, IReadOnlyList<string> excess, bool canOriginate)
    {
        Missing = missing;
        Excess = excess;
        CanOriginate = canOriginate;
    }

    private static (string Action, string Class, string? Module) Originate => ("Originate", "originate", null);

    /// <summary>What is lacking, one sentence for each.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Classes that the account has in <c>write</c> without needing them, each with its danger.</summary>
    public IReadOnlyList<string> Excess { get; }

    /// <summary>Whether it has <c>originate</c> and needs it.</summary>
    public bool CanOriginate { get; }

    /// <param name="listCommands">Asterisk's answer.</param>
    /// <param name="kinds">What the configuration allows.</param>
    public static ControlRights Of(AmiReply listCommands, IReadOnlySet<ControlKind> kinds)
    {
        var permitted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in listCommands.Headers)
        {
            if (AccountRights.Classes(value) is not { } any) continue;
            permitted.Add(name);

            // If an action needs one of several classes, which of them the account has is unknown.
            if (any is [var only]) classes.Add(AmiText.ForPeople(only));
        }

        var needed = kinds.Order().SelectMany(kind => Needs[kind], (kind, need) => (Kind: kind, need.Action, need.Class, need.Module)).ToList();
        var missing = needed.Where(need => !permitted.Contains(need.Action)).GroupBy(need => (need.Action, need.Class, need.Module))
            .Select(group => Missed(group.Key.Action, group.Key.Class, group.Key.Module, group.Select(need => need.Kind), classes.Contains(group.Key.Class)));
        var excess = classes.Except(needed.Select(need => need.Class), StringComparer.Ordinal).Except(OpenClasses, StringComparer.Ordinal)
            .Select(name => Dangers.TryGetValue(name, out var danger) ? $"{name} ({danger})" : name);
        return new ControlRights(
            [.. missing], [.. excess], classes.Contains("originate") && needed.Exists(need => string.Equals(need.Class, "originate", StringComparison.Ordinal)));
    }

    private static string Missed(string action, string needed, string? module, IEnumerable<ControlKind> kinds, bool hasClass)
    {
        var what = $"It cannot use {action}, which {string.Join(", ", kinds)} needs: ";
        return (hasClass, module) switch
        {
            (true, not null) => $"{what}load {module} on the PBX.",
            (_, null) => $"{what}add {needed} to its write= in manager.conf and reload the manager.",
            _ => $"{what}add {needed} to its write= in manager.conf, reload the manager, and make sure that {module} is loaded.",
        };
    }
}
