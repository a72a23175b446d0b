namespace AmiBlazor.Audit;

/// <summary>Somebody may not do what he asked for.</summary>
internal sealed record Denial(Actor Actor, AuditAction Action, string? About, string? Detail);
