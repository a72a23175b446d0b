namespace AmiBlazor.Components.Refreshing;

/// <summary>Something about a refresh that stays on the page until it has been read.</summary>
/// <param name="Server">The PBX it is about; null when about none.</param>
/// <param name="IsError">An error, or else a warning.</param>
/// <param name="Sentence">What happened and what to do, as template and values.</param>
/// <param name="PbxWords">What the PBX said; null when nothing.</param>
/// <param name="AskedBy">Who asked for the refresh, where it was somebody else.</param>
/// <param name="At">When it happened.</param>
internal sealed record RefreshNotification(string? Server, bool IsError, FormattableString Sentence, string? PbxWords, string? AskedBy, DateTimeOffset At);
