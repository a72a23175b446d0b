namespace AmiBlazor.Audit;

internal enum AuditOutcome
{
    Done,

    /// <summary>It was not allowed.</summary>
    Refused,

    /// <summary>It was allowed, but did not succeed.</summary>
    Failed,
}

/// <summary>The result of an action in the audit log.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Detail">Details in English; null if there are none.</param>
internal sealed record AuditResult(AuditOutcome Outcome, string? Detail = null);
