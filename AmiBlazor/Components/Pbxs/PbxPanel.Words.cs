using AmiBlazor.Calls;
using AmiBlazor.Components.Shared;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Pbxs;

/// <content>The texts of the panel.</content>
public sealed partial class PbxPanel
{
    private string Meaning(MainConnectionHealth main) => main switch
    {
        { State: MainConnectionState.Off } =>
            T["Not live: only a refresh updates this PBX. To follow it live, set Live to true for it under Ami:Servers in the configuration."],
        { State: MainConnectionState.Connecting } => T["Connecting for the first time."],
        { State: MainConnectionState.Syncing } => T["Connected. All extensions are being synchronized; no changes are missed in the meantime."],
        { State: MainConnectionState.Following, IsInDoubt: false } => T["Changes appear immediately."],
        _ when Board.Pbx(Server).LastListAt is null => T["No data yet."],
        { GapSince: { } since } => T.Format($"No changes received since {RelativeTime.Format(T, since, _now)}. Status may be outdated."),
        { State: MainConnectionState.Unsaved } => T["Connected, but changes cannot be saved. Status may be outdated."],
        { State: MainConnectionState.Following } => T["Connected, but some changes are not reported. Status may be outdated."],
        _ => T["Changes are not being received. Status may be outdated."],
    };

    private string NextTry(DateTimeOffset at) => at - _now is var wait && wait > TimeSpan.FromSeconds(1)
        ? T.Format($"Next attempt in {RelativeTime.Lasted(T, wait)}")
        : T["Trying again now."];

    private static string MeterTone(BoardVerification? check) => check switch
    {
        null => "never",
        { Differing: 0 } => "right",
        _ => "wrong",
    };

    private string Meter(BoardVerification? check) => check switch
    {
        null => T["Not verified since the program started. Verification runs with every refresh and periodically."],
        { Differing: 0 } => T.Format($"Verified {RelativeTime.Ago(T, check.At, _now)}: no differences."),
        { Differing: 1 } =>
            T.Format($"Verified {RelativeTime.Ago(T, check.At, _now)}: 1 of {check.Known:N0} extensions differed and was corrected."),
        _ =>
            T.Format($"Verified {RelativeTime.Ago(T, check.At, _now)}: {check.Differing:N0} of {check.Known:N0} extensions differed and were corrected."),
    };

    /// <summary>How states and calls agree; which extensions they contradict each other of now, as far as the user may see them.</summary>
    private string Truth(CallsHealth calls)
    {
        var found = calls.Contradictions switch
        {
            0 => T["States and calls agree."],
            1 => T["1 contradiction between states and calls since the program started."],
            var count => T.Format($"{count:N0} contradictions between states and calls since the program started."),
        };
        var now = Calls.ContradictionsOf(Server);
        if (now.Count == 0) return found;
        var extensions = string.Join(", ", now.Take(MostContradicted).Select(one => DisplayText.Show(one.Extension.Exten)));
        return found + " " + (now.Count > MostContradicted ? T.Format($"Now: {extensions} and {now.Count - MostContradicted:N0} more.") : T.Format($"Now: {extensions}."));
    }

    private string Events(MainConnectionHealth main) => main.EventsOutsideContexts == 0
        ? Number(main.Events)
        : T.Format($"{main.Events:N0}, including {main.EventsOutsideContexts:N0} in contexts that are not shown");

    private string Period(MonitoringGap gap) => gap.EndedAt is { } ended
        ? T.Format($"{RelativeTime.Format(T, gap.BeganAt, _now)} to {RelativeTime.Format(T, ended, _now)}")
        : T.Format($"since {RelativeTime.Format(T, gap.BeganAt, _now)}");

    private string Found(MonitoringGap gap) => gap switch
    {
        { EndedAt: null } => T["Ongoing."],
        { Changed: 1 } => T["1 extension changed during the gap."],
        { Changed: > 1 } => T.Format($"{gap.Changed.Value:N0} extensions changed during the gap."),
        _ => T["No changes during the gap."],
    };

    private string Names(NamesHealth? names, int extensions) => names switch
    {
        null => T["not yet"],
        { Source: NamesSource.Off } => T["Not read from the PBX: Names is off in the configuration."],
        { Source: NamesSource.Denied } => T["The manager account may not read them. Add write=reporting to it in manager.conf, then reload the manager."],
        { Source: NamesSource.None } => T["The PBX reports none: neither its database (AMPUSER) nor the callerid of its PJSIP endpoints."],
        { Source: NamesSource.Database } => T.Format($"{names.Known:N0} of {extensions:N0} extensions, from the PBX's database (AMPUSER)"),
        _ => T.Format($"{names.Known:N0} of {extensions:N0} extensions, from the callerid of PJSIP endpoints"),
    };

    private string Phones(DevicesHealth? health) => health switch
    {
        { State: DevicesState.Live } => T.Format($"{health.Registered:N0} of {health.Phones:N0} registered"),
        { State: DevicesState.Unavailable, Reason: { } reason } => T.Format(reason),
        { State: DevicesState.Off } => T["Not read from the PBX: Devices is off in the configuration."],
        _ => T["not yet"],
    };

    private string Number(long number) => number.ToString("N0", T.Culture);
}
