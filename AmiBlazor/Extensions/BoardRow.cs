namespace AmiBlazor.Extensions;

/// <summary>One extension as every screen shows it: what the database holds. Immutable; a change is a new row.</summary>
public sealed record BoardRow(
    int Id,
    ExtensionKey Key,
    string Hint,
    string? Name,
    string? Department,
    int StatusCode,
    bool Present,
    DateTimeOffset LastSeen,
    DateTimeOffset? LastStatusChange,
    DateTimeOffset UpdatedAt)
{
    public ExtensionStatus Status => ExtensionStatuses.FromCode(StatusCode);

    /// <summary>When the PBX last spoke of it: of a present extension that was in the PBX's last list, at least then.</summary>
    /// <param name="lastListAt">The PBX's <see cref="BoardPbx.LastListAt"/>.</param>
    public DateTimeOffset LastSeenWith(DateTimeOffset? lastListAt) => Present && lastListAt > LastSeen ? lastListAt.Value : LastSeen;
}
