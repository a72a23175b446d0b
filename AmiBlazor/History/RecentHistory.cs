namespace AmiBlazor.History;

/// <summary>The newest part of an extension's history.</summary>
/// <param name="Changes">Newest first, without a gap.</param>
/// <param name="HasOlder">True when there are older ones than these.</param>
/// <param name="FirstKnownAt">When the extension became known; null when the history does not go back so far.</param>
public sealed record RecentHistory(IReadOnlyList<ChangeEntry> Changes, bool HasOlder, DateTimeOffset? FirstKnownAt);
