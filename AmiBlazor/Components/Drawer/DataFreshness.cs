using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// How certain the shown state of an extension is, in sentences: when it was last verified, and whether every change since has been heard.
/// </summary>
internal static class DataFreshness
{
    /// <summary>When and how the row was last verified.</summary>
    public static string Proof(Localizer texts, BoardRow row, BoardPbx pbx, DateTimeOffset now)
    {
        var (at, source) = row.VerifiedWith(pbx);
        var ago = RelativeTime.Ago(texts, at, now);
        return (row.Present, source) switch
        {
            (true, ChangeSource.Live) => texts.Format($"Reported live by the PBX {ago}."),
            (true, ChangeSource.Resync) => texts.Format($"Confirmed by a resync {ago}."),
            (true, ChangeSource.Refresh) => texts.Format($"Confirmed by a refresh {ago}."),
            (true, _) => texts.Format($"Last confirmed {ago}."),
            (false, ChangeSource.Live) => texts.Format($"Removed from the dialplan of the PBX, reported live {ago}."),
            (false, ChangeSource.Resync) => texts.Format($"Gone: the PBX no longer lists it. Confirmed by a resync {ago}."),
            (false, ChangeSource.Refresh) => texts.Format($"Gone: the PBX no longer lists it. Confirmed by a refresh {ago}."),
            (false, _) => texts.Format($"Gone: the PBX no longer lists it. Last confirmed {ago}."),
        };
    }

    /// <summary>Whether every change since then has been heard.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="live">The PBX's main connection; null if the PBX is not configured.</param>
    /// <param name="now">The time that ages are relative to.</param>
    /// <returns>The sentence, and whether the state can be trusted; null if no main connection is meant to follow the PBX.</returns>
    public static (string Sentence, bool? IsTrusted) Following(Localizer texts, MainConnectionHealth? live, DateTimeOffset now)
    {
        switch (live)
        {
            case null:
                return (texts["May be outdated: this PBX is no longer configured."], false);
            case { State: MainConnectionState.Off }:
                return (texts["This PBX is not live: later changes appear with the next refresh."], null);
            case { IsTrusted: true }:
                return (texts["Live since then: changes appear immediately."], true);
            case { State: MainConnectionState.Unsaved }:
                return (texts.Format($"May be outdated: changes have not been saved since {RelativeTime.Format(texts, live.Since, now)}."), false);
            case { Warning: not null, LastCheck: { } check }:
                return (texts.Format($"May be outdated: a verification {RelativeTime.Ago(texts, check.At, now)} found changes that no event had reported."), false);
            case { GapSince: { } since }:
                return (texts.Format($"May be outdated: the PBX has not been live since {RelativeTime.Format(texts, since, now)}."), false);
            case { State: MainConnectionState.Connecting or MainConnectionState.Syncing }:
                return (texts["Connecting: changes are not received until the main connection is up."], false);
            default:
                return (texts.Format($"May be outdated: the main connection has been down since {RelativeTime.Format(texts, live.Since, now)}."), false);
        }
    }
}
