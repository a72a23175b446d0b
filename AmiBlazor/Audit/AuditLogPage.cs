namespace AmiBlazor.Audit;

/// <summary>A page of the audit.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="HasNewer">Whether there are newer ones.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
internal sealed record AuditLogPage(IReadOnlyList<AuditRecord> Entries, bool HasNewer, bool HasOlder);
