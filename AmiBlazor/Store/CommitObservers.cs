namespace AmiBlazor.Store;

/// <summary>Those who are told what this process writes: the other nodes of a cluster, or nobody.</summary>
/// <param name="observers">Who is told what this process writes; none where it is alone.</param>
internal sealed class CommitObservers(IEnumerable<ICommitObserver> observers)
{
    private readonly ICommitObserver[] _observers = [.. observers];

    /// <summary>Whether this process has every PBX for itself.</summary>
    public bool IsAlone => _observers.Length == 0;

    /// <summary>Tells what was committed.</summary>
    public void Tell(PbxCommit commit)
    {
        foreach (var observer in _observers) observer.Committed(commit);
    }
}
