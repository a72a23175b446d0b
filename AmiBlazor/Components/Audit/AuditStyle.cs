using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using MudBlazor;

namespace AmiBlazor.Components.Audit;

/// <summary>The texts for actions, outcomes and kinds of actors in the audit log.</summary>
internal static class AuditStyle
{
    /// <summary>The words of all actions.</summary>
    public static readonly IReadOnlyList<string> Actions = [.. Enum.GetValues<AuditAction>().Select(action => action.Word())];

    /// <summary>The words of all outcomes.</summary>
    public static readonly IReadOnlyList<string> Outcomes = [.. Enum.GetValues<AuditOutcome>().Select(outcome => outcome.Word())];

    /// <summary>The text for an action; an unknown word, written by another version, is shown as it is.</summary>
    public static string Action(Localizer texts, string word) => word switch
    {
        "sign-in" => texts["Sign-in"],
        "sign-out" => texts["Sign-out"],
        "password-change" => texts["Password change"],
        "second-factor" => texts["Two-factor authentication"],
        "passkey" => texts["Passkey"],
        "refresh" => texts["PBX refresh"],
        "stop" => texts["Refresh stop"],
        "name-edit" => texts["Name change"],
        "download" => texts["Download"],
        "export" => texts["Export"],
        "account-made" => texts["Account creation"],
        "account-changed" => texts["Account change"],
        "account-removed" => texts["Account deletion"],
        "invitation-made" => texts["Invitation"],
        "key-made" => texts["API key creation"],
        "key-revoked" => texts["API key revocation"],
        "key-use" => texts["API key use"],
        "page-opened" => texts["Page view"],
        "foreign-page" => texts["Cross-site request"],
        "archive" => texts["Archiving"],
        "import" => texts["Import"],
        "screen-paired" => texts["Screen pairing"],
        "screen-changed" => texts["Screen change"],
        "screen-revoked" => texts["Screen revocation"],
        "view-shared" => texts["Sharing of a view"],
        "view-changed" => texts["Change of a shared view"],
        "view-deleted" => texts["Deletion of a shared view"],
        "pbx-added" => texts["PBX connection"],
        "pbx-changed" => texts["PBX change"],
        "pbx-removed" => texts["PBX removal"],
        "pbx-tested" => texts["PBX test"],
        "plan-made" => texts["Floor plan creation"],
        "plan-changed" => texts["Floor plan change"],
        "plan-deleted" => texts["Floor plan deletion"],
        "call-made" => texts["Placed call"],
        "call-ended" => texts["Hang-up"],
        "call-transferred" => texts["Transfer"],
        "call-parked" => texts["Parking"],
        "call-fetched" => texts["Fetching of a parked call"],
        "call-picked-up" => texts["Pick-up"],
        "call-listened" => texts["Listening to a call"],
        "call-whispered" => texts["Whispering"],
        "call-barged" => texts["Barging in"],
        "agent-paused" => texts["Pause of an agent"],
        "agent-unpaused" => texts["End of a pause"],
        "agent-added" => texts["Addition of an agent"],
        "agent-removed" => texts["Removal of an agent"],
        "recording-started" => texts["Start of a recording"],
        "recording-stopped" => texts["End of a recording"],
        "confirmation" => texts["Identity confirmation"],
        _ => word,
    };

    /// <summary>The text for an outcome; an unknown word, written by another version, is shown as it is.</summary>
    public static string Outcome(Localizer texts, string word) => word switch
    {
        "done" => texts["Succeeded"],
        "refused" => texts["Refused"],
        "failed" => texts["Failed"],
        _ => word,
    };

    /// <summary>The colour of an outcome: what went as it should stays quiet.</summary>
    public static Color ColorOf(string word) => word switch
    {
        "refused" => Color.Warning,
        "failed" => Color.Error,
        _ => Color.Default,
    };

    /// <summary>The label beside the name of an actor who is not a user account; null for user accounts.</summary>
    public static string? Kind(Localizer texts, string kind) => kind switch
    {
        Actor.Account => null,
        Actor.Key => texts["API key"],
        Actor.Screen => texts["wall screen"],
        Actor.Visitor => texts["not signed in"],
        Actor.ProgramKind => texts["AmiBlazor"],
        _ => kind,
    };
}
