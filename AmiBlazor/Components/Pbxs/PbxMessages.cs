using AmiBlazor.Board;
using AmiBlazor.Components.Help;
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
            string.Join(' ', Facts(pbx, main)),
            HelpTopics.Of(Reason(main)));
    }

    /// <summary>The state of a main connection in a few words.</summary>
    public string Word(MainConnectionHealth main) => main.State switch
    {
        MainConnectionState.Off => T["Not live"],
        MainConnectionState.Connecting => T["Connecting"],
        MainConnectionState.Syncing => T["Synchronizing"],
        MainConnectionState.Following when main.IsInDoubt => T["Live, in doubt"],
        MainConnectionState.Following => T["Live"],
        MainConnectionState.Unsaved => T["Live, not saved"],
        MainConnectionState.Refused => T["Refused"],
        _ => T["Reconnecting"],
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
            ResyncReason.Booted => T["after the PBX started"],
            ResyncReason.Reloaded => T["after a reload"],
            ResyncReason.Overrun => T["after an event overflow"],
            ResyncReason.Doubted => T["after a doubtful event"],
            _ => T["periodic check"],
        };
        return reason + ": " + string.Join(", ", News(resync));
    }

    private IEnumerable<string> News(ResyncResult resync)
    {
        if (resync.IsQuiet) yield return T["no changes"];
        if (resync.Added > 0)
            yield return resync.Added == 1 ? T["1 hint added"] : T.Format($"{resync.Added:N0} hints added");
        if (resync.Gone > 0)
            yield return resync.Gone == 1 ? T["1 hint removed"] : T.Format($"{resync.Gone:N0} hints removed");
        if (resync.Changed - resync.Gone is var changed and > 0)
            yield return changed == 1 ? T["1 status changed"] : T.Format($"{changed:N0} statuses changed");
    }

    private (string Tone, string State) Followed(PbxHealth pbx, MainConnectionHealth main)
    {
        var tone = Tone(main);
        var said = main switch
        {
            { State: MainConnectionState.Refused } when pbx.LastListAt is null => T["refused; no data yet"],
            { State: MainConnectionState.Down } when pbx.LastListAt is null => T["reconnecting; no data yet"],
            { State: MainConnectionState.Refused } => T.Format($"refused since {Minute(main.Since)}; status may be outdated"),
            { GapSince: { } since } => T.Format($"not live since {Minute(since)}; status may be outdated"),
            { State: MainConnectionState.Down } => T.Format($"reconnecting; list last updated {Ago(pbx.LastListAt!.Value)}"),
            { State: MainConnectionState.Connecting } => T["connecting…"],
            { State: MainConnectionState.Syncing } => T["connected; synchronizing"],
            { State: MainConnectionState.Unsaved } => T.Format($"live, but not saved since {Minute(main.Since)}; status may be outdated"),
            { Warning: not null } => T.Format($"live since {Minute(main.Since)}, but some changes are not reported"),
            { LastCheck: { } check } => T.Format($"live since {Minute(main.Since)}; last verified {Ago(check.At)}"),
            _ => T.Format($"live since {Minute(main.Since)}"),
        };
        return pbx is { IsInTrouble: true, LastRun: { } run, IsInDoubt: false }
            ? ("trouble", T.Format($"{said}; refresh failed {Ago(run.EndedAt)}"))
            : (tone, said);
    }

    private (string Tone, string State) NotFollowed(PbxHealth pbx) => (pbx.LastListAt, pbx.LastRun, pbx.IsInTrouble) switch
    {
        (null, { } run, true) => ("trouble", T.Format($"refresh failed {Ago(run.EndedAt)}; no data yet")),
        ({ } list, { } run, true) => ("trouble", T.Format($"refresh failed {Ago(run.EndedAt)}; list last updated {Ago(list)}")),
        (null, _, _) => ("never", T["not refreshed yet"]),
        ({ } list, _, _) => ("well", T.Format($"reachable; list updated {Ago(list)}")),
    };

    private string Head(PbxHealth pbx, MainConnectionHealth main)
    {
        var server = DisplayText.Show(pbx.Server);
        return (main.GapSince, pbx.LastListAt) switch
        {
            (_, null) => T.Format($"No data for {server} yet: there is no connection."),
            ({ } since, _) => T.Format($"{server} has not been live since {Minute(since)}. Status may be outdated."),
            _ when main.State == MainConnectionState.Unsaved =>
                T.Format($"{server} is live, but its changes have not been saved since {Minute(main.Since)}. Status may be outdated."),
            _ when main.State == MainConnectionState.Following => T.Format($"{server} is live, but some changes are not reported. Status may be outdated."),
            (_, { } list) => T.Format($"{server} is not live. Status as of {Minute(list)}."),
        };
    }

    private IEnumerable<string> Facts(PbxHealth pbx, MainConnectionHealth main)
    {
        // A refresh may have corrected the states meanwhile; they age from then on.
        if (main.GapSince is { } since && pbx.LastListAt is { } list && list > since)
            yield return T.Format($"List last updated {Ago(list)}.");
        if (main.State == MainConnectionState.Refused)
            yield return T["AmiBlazor reconnects at once when a refresh succeeds or the secret file changes."];
        yield return main.State switch
        {
            MainConnectionState.Refused when main.NextTryAt is { } at => T.Format($"Next attempt at {RelativeTime.OfDay(T, at)}."),
            MainConnectionState.Following when main.GapSince is null => T["Select Refresh to get the current status."],
            MainConnectionState.Unsaved => T["AmiBlazor keeps the changes and saves them as soon as the database takes them."],
            MainConnectionState.Down or MainConnectionState.Refused => T["AmiBlazor tries to reconnect every few seconds."],
            MainConnectionState.Connecting => T["Connecting."],
            _ => T["All extensions are being synchronized."],
        };
    }

    private string Minute(DateTimeOffset at) => RelativeTime.Minute(T, at, Now);

    private string Ago(DateTimeOffset at) => RelativeTime.Ago(T, at, Now);
}
