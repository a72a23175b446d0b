namespace AmiBlazor.Data.Rows;

/// <summary>One thing that somebody did, or tried to. Written once, and never changed or removed: the database itself refuses that.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The name of the account or key; of a sign-in that failed, the name that was given.</summary>
    public required string Who { get; set; }

    /// <summary>What that is: <c>account</c>, <c>key</c>, <c>visitor</c> or <c>program</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The address of the computer; null where there was none.</summary>
    public string? Address { get; set; }

    /// <summary>The word of an action.</summary>
    public required string Action { get; set; }

    /// <summary>What it was done to: a PBX, an extension, an account, a file; null where the action says all.</summary>
    public string? About { get; set; }

    /// <summary>The word of an outcome: <c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    public required string Outcome { get; set; }

    /// <summary>More, in English; null where there is no more to say.</summary>
    public string? Detail { get; set; }
}
