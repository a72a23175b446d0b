using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>What saving a list changed.</summary>
/// <param name="Known">How many extensions of the PBX are known now, present or not.</param>
/// <param name="Changed">How many known extensions got another status, including those marked offline but not the added ones.</param>
/// <param name="Added">How many extensions were seen for the first time.</param>
/// <param name="MarkedOffline">How many known extensions were missing in the complete list and were therefore marked offline.</param>
/// <param name="ChangedRows">The rows that <paramref name="Changed"/> and <paramref name="Added"/> count.</param>
public sealed record StoreResult(int Known, int Changed, int Added, int MarkedOffline, IReadOnlyList<AppliedRow> ChangedRows)
{
    /// <summary>
    /// How the list compares with the board before it; null when that proves nothing because no healthy main connection had followed every change.
    /// </summary>
    public BoardVerification? Verification { get; init; }

    /// <summary>How many extensions the PBX listed before.</summary>
    public int ListedBefore { get; init; }

    /// <summary>How many extensions of the list are new and not on the board, because so many are known: see <see cref="PbxBoard.MostRows"/>.</summary>
    public int NotAdded { get; init; }

    /// <summary>How many extensions the board showed otherwise than the PBX; null when there is no <see cref="Verification"/>.</summary>
    public int? Differing => Verification?.Differing;

    /// <summary>
    /// The extensions that <see cref="Differing"/> counts and <paramref name="ChangedRows"/> does not hold, before and after: same status, but other
    /// devices, or no longer listed, or listed again.
    /// </summary>
    public IReadOnlyList<(BoardRow Before, BoardRow After)> DifferingOtherwise { get; init; } = [];
}

/// <summary>One extension that a list changed or added.</summary>
/// <param name="Row">The row after the change.</param>
/// <param name="PreviousCode">The status number before; null when the extension is new.</param>
public sealed record AppliedRow(BoardRow Row, int? PreviousCode);

/// <summary>What writing the queued events brought to light.</summary>
/// <param name="Written">How many events were written.</param>
/// <param name="HasReloadTrace">
/// True when events hinted at a reload of the dialplan, these or earlier ones that a refresh wrote: hints may be gone, for which no event comes.
/// </param>
/// <param name="Verifications">The verifications that refreshes made since the last call.</param>
internal sealed record QueuedEventsResult(int Written, bool HasReloadTrace, IReadOnlyList<BoardVerification> Verifications)
{
    /// <summary>True when events were left in the queue, because they may be one half of a change whose other half is on its way.</summary>
    public bool IsHalf { get; init; }
}
