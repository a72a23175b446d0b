using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>What applying a snapshot did.</summary>
/// <param name="Known">Extensions known on the PBX now, present or not.</param>
/// <param name="Changed">Known extensions whose status became another, those marked offline included, added ones not.</param>
/// <param name="Added">Extensions seen for the first time.</param>
/// <param name="MarkedOffline">Known extensions that the complete list did not hold and that were marked offline by it.</param>
/// <param name="ChangedRows">The rows of <paramref name="Changed"/> and <paramref name="Added"/>.</param>
public sealed record StoreResult(int Known, int Changed, int Added, int MarkedOffline, IReadOnlyList<AppliedRow> ChangedRows)
{
    /// <summary>
    /// Extensions of which the board told something else than the PBX although a healthy main connection had followed every change; null where it
    /// cannot be told.
    /// </summary>
    public int? Differing { get; init; }

    /// <summary>
    /// Those of <see cref="Differing"/> that are not among <paramref name="ChangedRows"/>, as the board told them and as they are: other devices, or
    /// listed or not, with the same status.
    /// </summary>
    public IReadOnlyList<(BoardRow Before, BoardRow After)> DifferingOtherwise { get; init; } = [];
}
