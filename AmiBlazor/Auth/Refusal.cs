namespace AmiBlazor.Auth;

/// <summary>Somebody may not do what he asked for.</summary>
internal sealed record Refusal(Actor Actor, AuditAction Action, string? About, string? Detail);
