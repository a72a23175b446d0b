namespace AmiBlazor.Board;

/// <summary>An extension as the database holds it, with the time of its last confirmation.</summary>
/// <param name="Row">The row, with the effective <see cref="BoardRow.LastSeen"/>.</param>
/// <param name="VerifiedAt">When the PBX last confirmed the row: its state, or that the extension is absent; UTC.</param>
/// <param name="VerifiedBy">What confirmed it: one of <see cref="ChangeSource"/>.</param>
internal sealed record VerifiedRow(BoardRow Row, DateTimeOffset VerifiedAt, string VerifiedBy);
