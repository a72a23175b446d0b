using AmiBlazor.Data;

namespace AmiBlazor.Auth;

/// <summary>One thing that somebody did, as the audit tells it.</summary>
internal sealed record AuditItem(
    long Id, DateTimeOffset At, string Who, string Kind, string? Address, string Action, string? About, string Outcome, string? Detail)
{
    public static AuditItem Of(AuditEntry entry) =>
        new(entry.Id, entry.At, entry.Who, entry.Kind, entry.Address, entry.Action, entry.About, entry.Outcome, entry.Detail);
}
