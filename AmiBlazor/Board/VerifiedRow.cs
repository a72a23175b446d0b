namespace AmiBlazor.Board;

/// <summary>An extension as the database holds it, and since when it is known to be so.</summary>
/// <param name="Row">With the effective <see cref="BoardRow.LastSeen"/>.</param>
/// <param name="VerifiedAt">When the PBX last told that the row is as it is; of an absent extension, that it is absent. UTC.</param>
/// <param name="VerifiedBy">By what: one of <see cref="ChangeSource"/>.</param>
internal sealed record VerifiedRow(BoardRow Row, DateTimeOffset VerifiedAt, string VerifiedBy);
