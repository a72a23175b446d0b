using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Refreshing;

/// <summary>An error or warning about a refresh that stays on the page until it is dismissed.</summary>
/// <param name="Server">The PBX concerned; null if it concerns none.</param>
/// <param name="IsError">True for an error, false for a warning.</param>
/// <param name="Sentence">What happened and what to do, as template and values.</param>
/// <param name="PbxWords">The PBX's own message; null if there is none.</param>
/// <param name="AskedBy">Who started the refresh; null if it was this user.</param>
/// <param name="At">When it happened.</param>
internal sealed record RefreshNotification(string? Server, bool IsError, FormattableString Sentence, string? PbxWords, string? AskedBy, DateTimeOffset At);

/// <summary>How a refresh of one PBX ended, in one sentence.</summary>
/// <param name="ConnectionId">The refresh's id, which leads to its details.</param>
/// <param name="Server">The PBX.</param>
/// <param name="Completed">True if its list was saved; false if it was stopped.</param>
/// <param name="Sentence">The sentence, as template and values.</param>
/// <param name="AskedBy">Who started it; null if it was this user.</param>
/// <param name="StartedAt">When it began; groups the lines of one click.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record RefreshStatusLine(
    string ConnectionId, string Server, bool Completed, FormattableString Sentence, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    /// <summary>Whether the board was correct until then; null if that is unknown.</summary>
    public FormattableString? Truth { get; init; }

    /// <summary>True if the board was not correct.</summary>
    public bool IsWrong { get; init; }
}
