namespace AmiBlazor.Store;

/// <summary>
/// The database holds another state of a PBX than the board, or somebody has taken the PBX over. Nothing was written: the board is loaded, and the work done
/// again, unless it is the latter.
/// </summary>
/// <param name="pbx">The lock of the PBX.</param>
internal sealed class StaleBoardException(PbxWriteLock pbx) : Exception($"The database holds another state of PBX “{pbx.Server}” than the board.")
{
    /// <summary>The lock of the PBX.</summary>
    public PbxWriteLock Pbx { get; } = pbx;
}
