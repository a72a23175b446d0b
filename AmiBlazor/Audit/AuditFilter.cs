namespace AmiBlazor.Audit;

/// <summary>Which entries of the audit; null parts ask for nothing.</summary>
internal sealed record AuditFilter
{
    public static readonly AuditFilter None = new();

    /// <summary>The name of an account or key, exactly.</summary>
    public string? Who { get; init; }

    /// <summary>The word of an action.</summary>
    public string? Action { get; init; }

    /// <summary>The word of an outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Part of what it was done to, or of the detail; whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>The address of a computer, exactly.</summary>
    public string? Address { get; init; }

    /// <summary>The first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment after the last.</summary>
    public DateTimeOffset? To { get; init; }
}
