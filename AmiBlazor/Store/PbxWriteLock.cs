namespace AmiBlazor.Store;

/// <summary>The lock that makes its holder the only writer of one PBX, with what the holder must know of earlier writes.</summary>
internal sealed class PbxWriteLock(string server, LiveEventQueue queue)
{
    /// <summary>The PBX.</summary>
    public string Server { get; } = server;

    /// <summary>The events of the PBX that wait to be written.</summary>
    public LiveEventQueue Queue { get; } = queue;

    public SemaphoreSlim Semaphore { get; } = new(1, 1);

    /// <summary>
    /// True when a transaction failed after it had begun. Usually it is rolled back, but when the connection is lost during the commit, nobody knows: the
    /// board is loaded from the database again before anything is compared with it.
    /// </summary>
    public bool IsInDoubt { get; set; }

    /// <summary>The queued events that this transaction may have written; null when it wrote none.</summary>
    public UnconfirmedWrite? Unconfirmed { get; set; }
}

/// <summary>The oldest events of a queue, while it is unknown whether they are in the database.</summary>
/// <param name="Events">How many events.</param>
/// <param name="HasReloadTraces">What <see cref="LiveDiff.HasReloadTraces"/> says about them.</param>
/// <param name="ChangeId">The last change that they made: when it is in the database, all of them are.</param>
/// <param name="ExtensionId">
/// The extension of that change. An id that was rolled back may be given again, but not to this PBX, for which nobody else writes.
/// </param>
internal sealed record UnconfirmedWrite(int Events, bool HasReloadTraces, long ChangeId, int ExtensionId);
