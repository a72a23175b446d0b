using AmiBlazor.Board;

namespace AmiBlazor.History;

/// <summary>One change of an extension's status, with its place in the history.</summary>
/// <param name="Id">Grows with each change that is saved; among changes of one time it tells which was first.</param>
/// <param name="At">UTC.</param>
/// <param name="FromCode">Status number before; null for the first.</param>
/// <param name="ToCode">Status number after.</param>
/// <param name="Source">One of <see cref="ChangeSource"/>.</param>
public sealed record ChangeEntry(long Id, DateTimeOffset At, int? FromCode, int ToCode, string Source);
