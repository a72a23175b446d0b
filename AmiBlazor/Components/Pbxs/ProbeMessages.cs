using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Pbxs;

namespace AmiBlazor.Components.Pbxs;

/// <summary>One thing that a test found.</summary>
/// <param name="Tone">As <see cref="PbxStyle"/> has it.</param>
/// <param name="Text">What was found and what to do.</param>
/// <param name="Line">The line to write on the PBX; null for none.</param>
internal sealed record ProbeFinding(string Tone, string Text, string? Line = null);

/// <summary>What a test of a PBX found, in sentences that lead to the mend.</summary>
internal sealed class ProbeMessages(Localizer t)
{
    private const string Right = "right";
    private const string Wrong = "wrong";
    private const string Unknown = "unknown";
    private const int MostActions = 8;

    public string Name(ProbeStep step) => step switch
    {
        ProbeStep.Connecting => t["Connect and sign in"],
        ProbeStep.Listing => t["Request the list of extensions"],
        ProbeStep.Rights => t["Check what the account may do"],
        ProbeStep.Names => t["Look for names"],
        _ => t.Format($"Listen for events ({PbxProbe.Listening.TotalSeconds:0} s)"),
    };

    /// <summary>What else is worth looking at when a test has failed; null for nothing.</summary>
    public string? Hint(ProbeFailure failure, PbxDraft draft) => failure.Fault switch
    {
        ProbeFault.NoConnection => t["On the PBX, “asterisk -rx 'manager show settings'” says whether the manager is on, and at which address and port it listens. With bindaddr = 127.0.0.1 it hears nobody but the PBX itself."],
        ProbeFault.Silence => t["Something between AmiBlazor and the PBX drops the connection: a firewall that does not let this port through, or fail2ban, which bans an address after wrong secrets. Put the address of AmiBlazor on the white list there."],
        ProbeFault.NotManager => t["Is this the port of the manager (5038, with TLS 5039), and not that of SIP (5060) or of a web page?"],
        ProbeFault.Tls when failure.PinnableSha256 is null => t["If the manager has no TLS, turn TLS off here."],
        ProbeFault.Login => t.Format($"Look on the PBX: “asterisk -rx 'manager show user {draft.Username}'” shows whether the account exists, and the log of Asterisk says why it was refused: a wrong secret, or an address that permit= does not allow. After a change: “asterisk -rx 'manager reload'”. Several wrong attempts can have this machine banned."),
        _ => null,
    };

    /// <summary>The line that mends it; null for none.</summary>
    public static string? HintLine(ProbeFault fault) => fault == ProbeFault.Permission ? PbxLines.Write : null;

    /// <summary>What a test found that came to its end, or nearly.</summary>
    public IEnumerable<ProbeFinding> Findings(ProbeReport report, PbxDraft draft)
    {
        if (report.Listed is { } listed) yield return Rows(report, listed);
        if (report.Rights is { } rights)
        {
            yield return rights.UnneededActions.Count == 0
                ? new(Right, t["The account has the rights that it needs and no others."])
                : new(
                    Wrong,
                    t.Format($"The account has more rights than it needs, such as {string.Join(", ", rights.UnneededActions.Take(MostActions))}. Whoever learns its secret can use them. Change its line to:"),
                    PbxLines.Write);
            if (draft.ReadsNames) yield return Names(report, rights);
        }
        else if (report.Listed is not null)
        {
            yield return new(Unknown, t["The PBX does not say what the account may do."]);
        }

        if (report.Events is not { } events) yield break;
        if (!events.IsBooted)
            yield return new(Wrong, t["The account does not read the class system, or Asterisk is still starting: it will not be seen when the PBX restarts. Change its line to:"], PbxLines.Read);
        yield return Events(events);
        if (events.Unneeded is { } unneeded)
            yield return new(Wrong, t.Format($"Events arrive that are not needed, such as {unneeded}. Callers can write into them. Add this line to the account:"), PbxLines.EventFilter);
    }

    private ProbeFinding Rows(ProbeReport report, int listed)
    {
        if (listed == 0)
            return new(Wrong, t["The PBX lists no extension: its dialplan has no hints. AmiBlazor shows extensions that have one, like this:"], "exten => 1001,hint,PJSIP/1001");
        var contexts = string.Join(", ", report.Contexts.Select(one => t.Format($"{one.Context} ({one.Count:N0})")));
        if (report.Kept == 0)
            return new(Wrong, t.Format($"The PBX lists {listed:N0} extensions, and none of them is in ext-local, where FreePBX has them: {contexts}. Choose “Asterisk” above."));
        return new(Right, report.Kept == listed
            ? t.Format($"{listed:N0} extensions found, by context: {contexts}. The page will show {string.Join(", ", report.Examples)} and so on.")
            : t.Format($"{listed:N0} extensions found, by context: {contexts}. The page will show {report.Kept:N0} of them: {string.Join(", ", report.Examples)} and so on; the others are feature codes and patterns."));
    }

    private ProbeFinding Names(ProbeReport report, AccountRights rights) => report.Names.Count > 0
        ? new(Right, t.Format($"The PBX knows names: {string.Join(", ", report.Names)}."))
        : rights is { HasDatabase: false, HasVariables: false }
            ? new(Wrong, t["The account cannot read names. Change its line to:"], PbxLines.Write)
            : new(Unknown, t["The PBX has no names for the first extensions. Names can be given on the page, or imported."]);

    private ProbeFinding Events(EventFacts events) => events switch
    {
        { IsTold: true } => new(Right, t["Events of extensions arrive: changes are seen at once."]),
        { Untold: > 0, HearsCalls: true } => new(Wrong, t.Format($"Changes of {events.Untold:N0} extensions were not told although events of calls arrive: an eventfilter of the account keeps ExtensionStatus away. Replace its eventfilter lines by this one:"), PbxLines.EventFilter),
        { Untold: > 0 } => new(Wrong, t.Format($"Changes of {events.Untold:N0} extensions were not told: the account does not read the class call, or an eventfilter keeps ExtensionStatus away. Check its eventfilter lines, and change its line to:"), PbxLines.Read),
        _ => new(Unknown, t["Nothing changed on the PBX meanwhile, so it is not known whether events arrive. To find out, call an extension during the test. The page says later, too, when they do not."]),
    };
}
