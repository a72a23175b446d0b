namespace AmiBlazor.Audit;

/// <summary>Selects entries of the audit log. A property that is null selects all.</summary>
internal sealed record AuditFilter
{
    public static readonly AuditFilter None = new();

    /// <summary>The name of an account or key, exactly.</summary>
    public string? Who { get; init; }

    /// <summary>The word of an action.</summary>
    public string? Action { get; init; }

    /// <summary>The word of an outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Part of the object or of the detail, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>The IP address of the sender, exactly.</summary>
    public string? Address { get; init; }

    /// <summary>The earliest time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the time, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}
