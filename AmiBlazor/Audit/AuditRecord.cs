using AmiBlazor.Data.Rows;

namespace AmiBlazor.Audit;

/// <summary>An entry of the audit log.</summary>
internal sealed record AuditRecord(
    long Id, DateTimeOffset At, string Who, string Kind, string? Address, string Action, string? About, string Outcome, string? Detail)
{
    public static AuditRecord Of(AuditEntry entry) =>
        new(entry.Id, entry.At, entry.Who, entry.Kind, entry.Address, entry.Action, entry.About, entry.Outcome, entry.Detail);
}

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="HasNewer">Whether there are newer entries.</param>
/// <param name="HasOlder">Whether there are older entries.</param>
internal sealed record AuditLogPage(IReadOnlyList<AuditRecord> Entries, bool HasNewer, bool HasOlder);
