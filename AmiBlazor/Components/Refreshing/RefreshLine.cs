namespace AmiBlazor.Components.Refreshing;

/// <summary>How a refresh of one PBX ended, in one sentence.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Completed">True when its list was saved, false when it was stopped.</param>
/// <param name="Message">The sentence.</param>
/// <param name="AskedBy">Who asked for it, where it was somebody else; null for one's own.</param>
/// <param name="StartedAt">When it began: lines of one click belong together.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record RefreshLine(
    string Server, bool Completed, string Message, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
