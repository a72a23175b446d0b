using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Extensions;
using AmiBlazor.Live;

namespace AmiBlazor.Components.Drawer;

/// <summary>How sure what is shown of an extension is, in sentences: by what it was proven, and what has been heard since.</summary>
internal static class Certainty
{
    /// <summary>When and by what the row was last proven.</summary>
    public static string Proof(Texts texts, BoardRow row, BoardPbx pbx, DateTimeOffset now)
    {
        var (at, source) = row.ProvenWith(pbx);
        var ago = RelativeTime.Ago(texts, at, now);
        return (row.Present, source) switch
        {
            (true, ChangeSource.Live) => texts.Say($"The PBX told it live, {ago}."),
            (true, ChangeSource.Resync) => texts.Say($"Proven by the list that the main connection took, {ago}."),
            (true, ChangeSource.Refresh) => texts.Say($"Proven by a refresh, {ago}."),
            (true, _) => texts.Say($"Last proven {ago}."),
            (false, ChangeSource.Live) => texts.Say($"Gone: the PBX took it out of its dialplan, as it told live, {ago}."),
            (false, ChangeSource.Resync) => texts.Say($"Gone: the PBX no longer lists it. Proven by the list that the main connection took, {ago}."),
            (false, ChangeSource.Refresh) => texts.Say($"Gone: the PBX no longer lists it. Proven by a refresh, {ago}."),
            (false, _) => texts.Say($"Gone: the PBX no longer lists it. Last proven {ago}."),
        };
    }

    /// <summary>Whether every change since then was heard.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="live">The PBX's main connection; null when the PBX is not configured.</param>
    /// <param name="now">What the times are relative to.</param>
    /// <returns>The sentence, and whether what is shown can be trusted; null where nobody tries to know.</returns>
    public static (string Sentence, bool? IsTrusted) Following(Texts texts, MainConnectionHealth? live, DateTimeOffset now)
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
                return (texts.Say($"It may be old: a comparison {RelativeTime.Ago(texts, check.At, now)} found changes that no event had told."), false);
            case { GapSince: { } since }:
                return (texts.Say($"It may be old: the PBX has not been followed since {RelativeTime.Moment(texts, since, now)}."), false);
            case { State: MainConnectionState.Connecting or MainConnectionState.Syncing }:
                return (texts["The main connection is being made: until it stands, changes are not heard."], false);
            default:
                return (texts.Say($"It may be old: the main connection has been down since {RelativeTime.Moment(texts, live.Since, now)}."), false);
        }
    }
}
