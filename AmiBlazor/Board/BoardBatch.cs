namespace AmiBlazor.Board;

/// <summary>
/// What has changed on the board since the batch before: the latest row of each changed or new extension, and the changed PBXs.
/// </summary>
public sealed record BoardBatch(IReadOnlyList<BoardRow> Rows, IReadOnlyList<BoardPbx> Pbxs)
{
    /// <summary>
    /// True when this batch is the whole board, because it is the first one or the subscriber fell behind: it replaces everything before it.
    /// </summary>
    public bool IsWholeBoard { get; init; }

    /// <summary>The whole board, with this batch in it.</summary>
    public BoardSnapshot Snapshot { get; init; } = BoardSnapshot.Empty;
}
