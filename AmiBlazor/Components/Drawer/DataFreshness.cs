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
            (true, ChangeSource.Live) => texts.Format($"The PBX told it live, {ago}."),
            (true, ChangeSource.Resync) => texts.Format($"Proven by the list that the main connection took, {ago}."),
            (true, ChangeSource.Refresh) => texts.Format($"Proven by a refresh, {ago}."),
            (true, _) => texts.Format($"Last proven {ago}."),
            (false, ChangeSource.Live) => texts.Format($"Gone: the PBX took it out of its dialplan, as it told live, {ago}."),
            (false, ChangeSource.Resync) => texts.Format($"Gone: the PBX no longer lists it. Proven by the list that the main connection took, {ago}."),
            (false, ChangeSource.Refresh) => texts.Format($"Gone: the PBX no longer lists it. Proven by a refresh, {ago}."),
            (false, _) => texts.Format($"Gone: the PBX no longer lists it. Last proven {ago}."),
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
                return (texts["It may be old: this PBX is no longer configured."], false);
            case { State: MainConnectionState.Off }:
                return (texts["No main connection follows this PBX: what changed since then shows at the next refresh."], null);
            case { IsTrusted: true }:
                return (texts["Followed since: any change is seen at once."], true);
            case { Warning: not null, LastCheck: { } check }:
                return (texts.Format($"It may be old: a comparison {RelativeTime.Ago(texts, check.At, now)} found changes that no event had told."), false);
            case { GapSince: { } since }:
                return (texts.Format($"It may be old: the PBX has not been followed since {RelativeTime.Format(texts, since, now)}."), false);
            case { State: MainConnectionState.Connecting or MainConnectionState.Syncing }:
                return (texts["The main connection is being made: until it stands, changes are not heard."], false);
            default:
                return (texts.Format($"It may be old: the main connection has been down since {RelativeTime.Format(texts, live.Since, now)}."), false);
        }
    }
}
