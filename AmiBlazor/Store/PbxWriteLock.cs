namespace AmiBlazor.Store;

/// <summary>The lock that makes its holder the only writer of one PBX in this process, with what the holder must know of earlier writes.</summary>
internal sealed class PbxWriteLock(string server, LiveEventQueue queue)
{
    /// <summary>The PBX.</summary>
    public string Server { get; } = server;

    /// <summary>The events of the PBX that wait to be written.</summary>
    public LiveEventQueue Queue { get; } = queue;

    public SemaphoreSlim Semaphore { get; } = new(1, 1);

    /// <summary>
    /// Whether this process follows the PBX. One that does not is a guest: it writes what people say, under the owner's epoch, and takes nothing over.
    /// </summary>
    public bool IsOwner { get; set; } = true;

    /// <summary>The epoch under which this process writes; 0 until it has taken the PBX over, which it does with its first write.</summary>
    public long Epoch { get; set; }

    /// <summary>
    /// By how much a write advances the sequence number: an owner's by an odd number and a guest's by an even one. So an owner that does not know whether
    /// its last transaction was committed sees it, whoever else has written meanwhile.
    /// </summary>
    public int Step => IsOwner ? 1 : 2;

    /// <summary>Why this process writes nothing of the PBX any more: another one has taken it over. Null while nobody has.</summary>
    public FencedException? Fenced { get; set; }

    /// <summary>The sequence number of what the board holds of the PBX.</summary>
    public long Sequence { get; set; }

    /// <summary>Up to which sequence number the other nodes were told, and which version of the board that was.</summary>
    public (long Sequence, long Version) Told { get; set; }

    /// <summary>
    /// True when a transaction failed after it had begun, or found another state than the board's. Usually it is rolled back, but when the connection is lost
    /// during the commit, nobody knows: the board is loaded from the database again before anything is compared with it.
    /// </summary>
    public bool IsInDoubt { get; set; }

    /// <summary>Completes when another node's write has reached the board; then it is replaced.</summary>
    public TaskCompletionSource Moved { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The queued events that this transaction may have written; null when it wrote none.</summary>
    public UnconfirmedWrite? Unconfirmed { get; set; }
}

/// <summary>The oldest events of a queue, while it is unknown whether they are in the database: if the sequence number has grown, all of them are.</summary>
/// <param name="Events">How many events.</param>
/// <param name="HasReloadTraces">What <see cref="LiveDiff.HasReloadTraces"/> says about them.</param>
internal sealed record UnconfirmedWrite(int Events, bool HasReloadTraces);
