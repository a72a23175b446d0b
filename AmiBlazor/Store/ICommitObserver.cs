namespace AmiBlazor.Store;

/// <summary>Is told what this process has written: the way to the other nodes of a cluster. There is none where a program is alone.</summary>
internal interface ICommitObserver
{
    /// <summary>Something was committed and is on the board. Called under the PBX's write lock, so it must return at once and not fail.</summary>
    void Committed(PbxCommit commit);
}
