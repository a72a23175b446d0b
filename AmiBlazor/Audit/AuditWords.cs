using System.Collections.Frozen;
using System.Text.Json;

namespace AmiBlazor.Audit;

/// <summary>Actions and outcomes as they are written in the database, in exports and in addresses: <c>sign-in</c>, <c>name-edit</c>, <c>refused</c>.</summary>
internal static class AuditWords
{
    private static readonly FrozenDictionary<AuditAction, string> Actions =
        Enum.GetValues<AuditAction>().ToFrozenDictionary(action => action, action => JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString()));

    private static readonly FrozenDictionary<AuditOutcome, string> Outcomes =
        Enum.GetValues<AuditOutcome>().ToFrozenDictionary(outcome => outcome, outcome => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()));

    public static string Word(this AuditAction action) => Actions[action];

    public static string Word(this AuditOutcome outcome) => Outcomes[outcome];
}
