namespace AmiBlazor.Board;

/// <summary>
/// What changed on the board since the batch before: the latest row of each extension that changed or came, and the PBXs that did.
/// </summary>
public sealed record BoardBatch(IReadOnlyList<BoardRow> Rows, IReadOnlyList<BoardPbx> Pbxs)
{
    /// <summary>
    /// True when the subscriber fell behind and this batch is the whole board: what it holds replaces all that was there.
    /// </summary>
    public bool IsWholeBoard { get; init; }

    /// <summary>The board with this batch in it.</summary>
    public BoardSnapshot Picture { get; init; } = BoardSnapshot.Empty;
}
