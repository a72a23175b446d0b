using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>One change of an extension's status.</summary>
/// <param name="Id">Grows with each change that is saved; it orders changes of the same time.</param>
/// <param name="At">When it happened, or was found; UTC.</param>
/// <param name="FromCode">Status number before; null for the extension's first.</param>
/// <param name="ToCode">Status number after.</param>
/// <param name="Source">One of <see cref="ChangeSource"/>.</param>
public sealed record ChangeEntry(long Id, DateTimeOffset At, int? FromCode, int ToCode, string Source)
{
    /// <summary>The refresh that found it; null for other sources, and where it was not asked for.</summary>
    public string? ConnectionId { get; init; }
}

/// <summary>The newest part of an extension's history.</summary>
/// <param name="Changes">The changes, newest first, without a gap.</param>
/// <param name="HasOlder">True when there are older changes than these.</param>
/// <param name="FirstKnownAt">When the extension became known; null when the history does not go back that far.</param>
public sealed record RecentHistory(IReadOnlyList<ChangeEntry> Changes, bool HasOlder, DateTimeOffset? FirstKnownAt);
