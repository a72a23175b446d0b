namespace AmiBlazor.Data.Rows;

/// <summary>One thing that somebody did or tried to do. Never changed or removed: the database itself refuses that.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The name of the account or key; for a failed sign-in, the name that was entered.</summary>
    public required string Who { get; set; }

    /// <summary>The kind of that name: <c>account</c>, <c>key</c>, <c>visitor</c> or <c>program</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The client's address; null when there is none.</summary>
    public string? Address { get; set; }

    /// <summary>The word of an action.</summary>
    public required string Action { get; set; }

    /// <summary>The object of the action: a PBX, an extension, an account, a file; null when the action has none.</summary>
    public string? About { get; set; }

    /// <summary>The word of an outcome: <c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    public required string Outcome { get; set; }

    /// <summary>Details in English; null when there are none.</summary>
    public string? Detail { get; set; }
}
