using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;

namespace AmiBlazor.Components.Pbxs;

/// <summary>The texts about a PBX at a given time, in the user's language.</summary>
/// <param name="T">The language.</param>
/// <param name="Now">The time that ages are relative to.</param>
internal readonly record struct PbxMessages(Localizer T, DateTimeOffset Now)
{
    /// <summary>The maximum number of characters shown of a message from the PBX or from this program.</summary>
    public const int MaxWords = 1000;

    /// <summary>The PBX's line in the strip.</summary>
    public PbxLine Line(PbxHealth pbx)
    {
        var (tone, state) = pbx is { Main: { } main, IsFollowed: true } ? Followed(pbx, main) : NotFollowed(pbx);
        return new PbxLine(pbx.Server, tone, state, pbx.IsInTrouble ? pbx.LastRun?.ConnectionId : null);
    }

    /// <summary>The warning about a PBX whose states may be outdated; null if there is no doubt.</summary>
    public PbxNotice? Notice(PbxHealth pbx)
    {
        if (pbx is not { Main: { } main, IsInDoubt: true }) return null;
        return new PbxNotice(
            pbx.Server,
            main.State == MainConnectionState.Refused,
            Head(pbx, main),
            Reason(main) is { } reason ? T.Format(reason) : null,
            main.PbxWords,
            string.Join(' ', Facts(pbx, main)));
    }

    /// <summary>The state of a main connection in a few words.</summary>
    public string Word(MainConnectionHealth main) => main.State switch
    {
        MainConnectionState.Off => T["Not followed"],
        MainConnectionState.Connecting => T["Connecting"],
        MainConnectionState.Syncing => T["Asking for all states"],
        MainConnectionState.Following when main.IsInDoubt => T["Live, in doubt"],
        MainConnectionState.Following => T["Live"],
        MainConnectionState.Refused => T["Refused"],
        _ => T["Not connected"],
    };

    /// <summary>Determines colour and icon.</summary>
    public static string Tone(MainConnectionHealth main) => main switch
    {
        { State: MainConnectionState.Off } => "off",
        { State: MainConnectionState.Refused } => "refused",
        { IsInDoubt: true } => "trouble",
        { State: MainConnectionState.Following } => "live",
        _ => "joining",
    };

    /// <summary>Why states may be outdated and what to do; null if unknown.</summary>
    public static FormattableString? Reason(MainConnectionHealth main) => main.Trouble ?? main.Warning;

    /// <summary>Why the list was taken again and what it changed, such as hints that a reload added or removed.</summary>
    public string Resync(ResyncResult resync)
    {
        var reason = resync.Reason switch
        {
            ResyncReason.Connected => T["after connecting"],
            ResyncReason.Booted => T["after the PBX had started"],
            ResyncReason.Reloaded => T["after a reload"],
            ResyncReason.Overrun => T["after more events than could be kept"],
            _ => T["as a check"],
        };
        return reason + ": " + string.Join(", ", News(resync));
    }

    private IEnumerable<string> News(ResyncResult resync)
    {
        if (resync.IsQuiet) yield return T["nothing was new"];
        if (resync.Added > 0)
            yield return resync.Added == 1 ? T["1 hint was new"] : T.Format($"{resync.Added:N0} hints were new");
        if (resync.Gone > 0)
            yield return resync.Gone == 1 ? T["1 hint was gone"] : T.Format($"{resync.Gone:N0} hints were gone");
        if (resync.Changed - resync.Gone is var changed and > 0)
            yield return changed == 1 ? T["1 state had changed"] : T.Format($"{changed:N0} states had changed");
    }

    private (string Tone, string State) Followed(PbxHealth pbx, MainConnectionHealth main)
    {
        var tone = Tone(main);
        var said = main switch
        {
            { State: MainConnectionState.Refused } when pbx.LastListAt is null => T["refused; nothing is known of it"],
            { State: MainConnectionState.Down } when pbx.LastListAt is null => T["not connected; nothing is known of it"],
            { State: MainConnectionState.Refused } => T.Format($"refused since {Minute(main.Since)}: states may be old"),
            { GapSince: { } since } => T.Format($"not followed since {Minute(since)}: states may be old"),
            { State: MainConnectionState.Down } => T.Format($"not connected; shown is the list taken {Ago(pbx.LastListAt!.Value)}"),
            { State: MainConnectionState.Connecting } => T["being connected"],
            { State: MainConnectionState.Syncing } => T["connected; asking for all states"],
            { Warning: not null } => T.Format($"live since {Minute(main.Since)}, but not told of every change"),
            { LastCheck: { } check } => T.Format($"live since {Minute(main.Since)}; last check {Ago(check.At)}"),
            _ => T.Format($"live since {Minute(main.Since)}"),
        };
        return pbx is { IsInTrouble: true, LastRun: { } run, IsInDoubt: false }
            ? ("trouble", T.Format($"{said}; could not be refreshed {Ago(run.EndedAt)}"))
            : (tone, said);
    }

    private (string Tone, string State) NotFollowed(PbxHealth pbx) => (pbx.LastListAt, pbx.LastRun, pbx.IsInTrouble) switch
    {
        (null, { } run, true) => ("trouble", T.Format($"could not be refreshed {Ago(run.EndedAt)}; nothing is known of it")),
        ({ } list, { } run, true) => ("trouble", T.Format($"could not be refreshed {Ago(run.EndedAt)}; shown is the list taken {Ago(list)}")),
        (null, _, _) => ("never", T["not refreshed yet"]),
        ({ } list, _, _) => ("well", T.Format($"answered; list taken {Ago(list)}")),
    };

    private string Head(PbxHealth pbx, MainConnectionHealth main)
    {
        var server = DisplayText.Show(pbx.Server);
        return (main.GapSince, pbx.LastListAt) switch
        {
            (_, null) => T.Format($"Nothing is known of {server} yet: there is no connection to it."),
            ({ } since, _) => T.Format($"{server} has not been followed since {Minute(since)}: its states may be old."),
            _ when main.State == MainConnectionState.Following => T.Format($"{server} is followed, but not every change is told: its states may be old."),
            (_, { } list) => T.Format($"{server} is not followed: its states are those of {Minute(list)}."),
        };
    }

    private IEnumerable<string> Facts(PbxHealth pbx, MainConnectionHealth main)
    {
        // A refresh may have corrected the states meanwhile; they age from then on.
        if (main.GapSince is { } since && pbx.LastListAt is { } list && list > since)
            yield return T.Format($"The list shown was taken {Ago(list)}.");
        yield return main.State switch
        {
            MainConnectionState.Refused when main.NextTryAt is { } at => T.Format($"It is tried again at {RelativeTime.OfDay(T, at)}."),
            MainConnectionState.Following when main.GapSince is null => T["Refresh brings the truth of the moment."],
            MainConnectionState.Down or MainConnectionState.Refused => T["It is tried again by itself, every few seconds."],
            MainConnectionState.Connecting => T["It is being connected."],
            _ => T["All states are being asked for."],
        };
    }

    private string Minute(DateTimeOffset at) => RelativeTime.Minute(T, at, Now);

    private string Ago(DateTimeOffset at) => RelativeTime.Ago(T, at, Now);
}
