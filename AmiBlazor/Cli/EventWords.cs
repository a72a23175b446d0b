using AmiBlazor.Ami;
using AmiBlazor.Pbxs;

namespace AmiBlazor.Cli;

/// <summary>What <see cref="EventFacts"/> mean, in lines: what was measured, and what to do.</summary>
internal static class EventWords
{
    private const string Good = "good     ";
    private const string Missing = "missing  ";
    private const string Warning = "warning  ";
    private const string Unknown = "unknown  ";

    /// <summary>Whether nothing was found that must be changed.</summary>
    public static bool IsRight(EventFacts facts) => facts is { IsBooted: true, Unneeded: null } && (facts.IsTold || facts.Untold == 0);

    public static IEnumerable<string> Lines(AmiServerOptions server, EventFacts facts, TimeSpan listened)
    {
        yield return facts.IsBooted
            ? Good + "FullyBooted arrived after its login: it reads the class system."
            : Warning + "FullyBooted did not arrive after its login: it does not read the class system, or Asterisk is still starting. "
                + $"Give “{server.Username}” read=call,system in manager.conf and reload the manager.";
        yield return Extensions(server, facts, FormattableString.Invariant($"{listened.TotalSeconds:0.###} s"));
        if (facts.Unneeded is not { } unneeded)
        {
            yield return Unknown + "No unneeded event arrived. That an eventfilter keeps them away is sure only after calls.";
            yield break;
        }

        yield return Warning + $"Events arrive that are not needed, such as {unneeded}: no eventfilter keeps them away. Add this line to "
            + $"[{server.Username}] in manager.conf and reload the manager:";
        yield return "             " + AmiEventFilter.Line;
        yield return "         On Asterisk 20 and newer, these lines do the same:";
        foreach (var line in AmiEventFilter.NewerLines) yield return "             " + line;
    }

    private static string Extensions(AmiServerOptions server, EventFacts facts, string listened) => facts switch
    {
        { Untold: > 0, IsTold: false, HearsCalls: true } =>
            Missing + Changed(facts) + ", and other events of the class call arrived, but no ExtensionStatus: an eventfilter of “" + server.Username
                + "” keeps it away. Remove that filter from manager.conf or let ExtensionStatus pass, then reload the manager.",
        { Untold: > 0, IsTold: false } =>
            Missing + Changed(facts) + ", and no ExtensionStatus arrived: the account does not read the class call, or an eventfilter keeps it away. "
                + $"Give “{server.Username}” read=call,system in manager.conf, check its eventfilter lines, and reload the manager.",
        { IsTold: true } => Good + "ExtensionStatus arrives: changes of extensions are seen at once.",
        { HearsCalls: true } =>
            Unknown + "It reads the class call, but no extension changed in " + listened + ": an eventfilter may keep ExtensionStatus away. "
                + "Call an extension while it listens: --listen 60.",
        _ => Unknown + "Nothing happened on the PBX in " + listened + ": whether ExtensionStatus arrives is not known. "
            + "Call an extension while it listens: --listen 60.",
    };

    private static string Changed(EventFacts facts) =>
        facts.Untold == 1 ? "1 extension changed" : FormattableString.Invariant($"{facts.Untold} extensions changed");
}
