using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Refreshing;

/// <summary>Something about a refresh that stays on the page until it has been read.</summary>
/// <param name="Server">The PBX it is about; null when about none.</param>
/// <param name="IsError">An error, or else a warning.</param>
/// <param name="Sentence">What happened and what to do, as template and values.</param>
/// <param name="PbxWords">What the PBX said; null when nothing.</param>
/// <param name="AskedBy">Who asked for the refresh, where it was somebody else.</param>
/// <param name="At">When it happened.</param>
internal sealed record RefreshNotification(string? Server, bool IsError, FormattableString Sentence, string? PbxWords, string? AskedBy, DateTimeOffset At);

/// <summary>How a refresh of one PBX ended, in one sentence.</summary>
/// <param name="ConnectionId">Its id, by which its details are found.</param>
/// <param name="Server">The PBX.</param>
/// <param name="Completed">True when its list was saved, false when it was stopped.</param>
/// <param name="Sentence">It, as template and values.</param>
/// <param name="AskedBy">Who asked for it, where it was somebody else; null for one's own.</param>
/// <param name="StartedAt">When it began: lines of one click belong together.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record RefreshStatusLine(
    string ConnectionId, string Server, bool Completed, FormattableString Sentence, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    /// <summary>Whether the board had been right until then; null where it cannot be told.</summary>
    public FormattableString? Truth { get; init; }

    /// <summary>True when it had not.</summary>
    public bool IsWrong { get; init; }
}
