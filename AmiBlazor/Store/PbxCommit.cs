using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>What one node has written of a PBX, for the boards of the others.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The sequence number of the state before: whoever has not got that far has missed something.</param>
/// <param name="To">The sequence number of the state after.</param>
/// <param name="Rows">The rows as the database now holds them; null where rows were deleted, so that the PBX must be loaded.</param>
/// <param name="Facts">What is new about the PBX as a whole; null when nothing is.</param>
internal sealed record PbxCommit(string Server, long From, long To, IReadOnlyList<BoardRow>? Rows, BoardPbx? Facts);
