namespace AmiBlazor.Board;

/// <summary>The newest refresh of a PBX that was not stopped.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="ConnectionId">The refresh's id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="EndedAt">When; UTC.</param>
internal sealed record LastRun(string Server, string ConnectionId, RefreshOutcome Outcome, DateTimeOffset EndedAt);
