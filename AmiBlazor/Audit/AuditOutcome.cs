namespace AmiBlazor.Audit;

internal enum AuditOutcome
{
    Done,

    /// <summary>He may not.</summary>
    Refused,

    /// <summary>He may, and it did not come about.</summary>
    Failed,
}

/// <summary>How something ended, as the audit tells it.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Detail">More, in English; null where there is no more to say.</param>
internal sealed record AuditResult(AuditOutcome Outcome, string? Detail = null);
