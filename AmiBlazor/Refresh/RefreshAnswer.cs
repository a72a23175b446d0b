namespace AmiBlazor.Refresh;

/// <summary>The answer to one who asked for a refresh.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Joined">True when a refresh of the same PBX was under way already and this is its answer.</param>
public sealed record RefreshAnswer(RefreshResult Result, bool Joined);
