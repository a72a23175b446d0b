using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// The room that is left for new extensions of a PBX. What was ever named is kept, over all connections and restarts: without a bound, a hostile PBX, or
/// whoever is on the way to it, fills memory and database for good.
/// </summary>
internal sealed class PbxRoom(PbxBoard known)
{
    private int _rows = PbxBoard.MostRows - known.Count;
    private long _characters = PbxBoard.MostCharacters - known.Characters;

    /// <summary>Takes the room that a new extension needs; false, and nothing is taken, where there is none.</summary>
    public bool TryTake(in SnapshotRow row)
    {
        var characters = row.Context.Length + row.Exten.Length + row.Hint.Length;
        if (_rows <= 0 || _characters < characters) return false;
        _rows--;
        _characters -= characters;
        return true;
    }
}
