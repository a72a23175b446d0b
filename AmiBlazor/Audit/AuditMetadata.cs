namespace AmiBlazor.Audit;

/// <summary>What the audit calls a call of an endpoint that was refused. Pages need none: they are opened.</summary>
/// <param name="Action">What was asked for.</param>
/// <param name="About">The route value or query parameter that names what it was asked of; null where none does.</param>
internal sealed record AuditMetadata(AuditAction Action, string? About = null);
