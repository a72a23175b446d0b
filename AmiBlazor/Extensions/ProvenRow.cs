namespace AmiBlazor.Extensions;

/// <summary>An extension as the database holds it, and since when it is known to be so.</summary>
/// <param name="Row">With the effective <see cref="BoardRow.LastSeen"/>.</param>
/// <param name="ProvenAt">When the PBX last told that the row is as it is; of an absent extension, that it is absent. UTC.</param>
/// <param name="ProvenBy">By what: one of <see cref="ChangeSource"/>.</param>
internal sealed record ProvenRow(BoardRow Row, DateTimeOffset ProvenAt, string ProvenBy);
