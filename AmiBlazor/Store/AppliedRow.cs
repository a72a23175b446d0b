using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>One extension after a refresh, with what it was before.</summary>
/// <param name="Row">As it is now.</param>
/// <param name="PreviousCode">The status number before; null when the extension was not known. Equal to the row's own where the status
/// did not change.</param>
public sealed record AppliedRow(BoardRow Row, int? PreviousCode);
