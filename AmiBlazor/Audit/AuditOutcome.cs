namespace AmiBlazor.Audit;

internal enum AuditOutcome
{
    Done,

    /// <summary>He may not.</summary>
    Refused,

    /// <summary>He may, and it did not come about.</summary>
    Failed,
}
