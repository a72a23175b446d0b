using AmiBlazor.Components.Shared;
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
            T["It is not followed: only a refresh brings news of it. Set Live to true for it under Ami:Servers in the configuration to follow it."],
        { State: MainConnectionState.Connecting } => T["The first connection is under way."],
        { State: MainConnectionState.Syncing } => T["It is connected; all states are being asked for, and what happens meanwhile is heard."],
        { State: MainConnectionState.Following, IsInDoubt: false } => T["Every change is heard, and is on the page at once."],
        _ when Board.Pbx(Server).LastListAt is null => T["Nothing is known of it yet."],
        { GapSince: { } since } => T.Format($"No change has been heard since {RelativeTime.Format(T, since, _now)}: states may be old."),
        { State: MainConnectionState.Following } => T["It is connected, but not every change is told: states may be old."],
        _ => T["No change is heard: states may be old."],
    };

    private string NextTry(DateTimeOffset at) => at - _now is var wait && wait > TimeSpan.FromSeconds(1)
        ? T.Format($"Next try in {RelativeTime.Lasted(T, wait)}")
        : T["It is being tried again."];

    private static string MeterTone(BoardVerification? check) => check switch
    {
        null => "never",
        { Differing: 0 } => "right",
        _ => "wrong",
    };

    private string Meter(BoardVerification? check) => check switch
    {
        null => T["It has not been compared with the PBX since the program started. That happens with every refresh, and now and then by itself."],
        { Differing: 0 } => T.Format($"Compared with the PBX {RelativeTime.Ago(T, check.At, _now)}: nothing differed."),
        { Differing: 1 } =>
            T.Format($"Compared with the PBX {RelativeTime.Ago(T, check.At, _now)}: 1 of {check.Known:N0} extensions differed. It was put right."),
        _ =>
            T.Format($"Compared with the PBX {RelativeTime.Ago(T, check.At, _now)}: {check.Differing:N0} of {check.Known:N0} extensions differed. They were put right."),
    };

    private string Events(MainConnectionHealth main) => main.EventsOutsideContexts == 0
        ? Number(main.Events)
        : T.Format($"{main.Events:N0}, of which {main.EventsOutsideContexts:N0} in contexts that are not shown");

    private string Period(MonitoringGap gap) => gap.EndedAt is { } ended
        ? T.Format($"{RelativeTime.Format(T, gap.BeganAt, _now)} to {RelativeTime.Format(T, ended, _now)}")
        : T.Format($"since {RelativeTime.Format(T, gap.BeganAt, _now)}");

    private string Found(MonitoringGap gap) => gap switch
    {
        { EndedAt: null } => T["It still lasts."],
        { Changed: 1 } => T["1 extension was found changed after it."],
        { Changed: > 1 } => T.Format($"{gap.Changed.Value:N0} extensions were found changed after it."),
        _ => T["Nothing had changed after it."],
    };

    private string Number(long number) => number.ToString("N0", T.Culture);
}
