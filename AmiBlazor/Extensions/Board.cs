namespace AmiBlazor.Extensions;

/// <summary>
/// The picture of all extensions that every screen reads; one for the process, loaded from the database at the start, moved only by
/// <see cref="ExtensionStore"/> and only after a commit.
/// </summary>
internal sealed class Board
{
    /// <summary>The rows of one PBX at this moment, in no order.</summary>
    public IReadOnlyList<BoardRow> Rows(string server) => throw new NotImplementedException();

    /// <summary>The PBX's facts; with null times before the first list.</summary>
    public BoardPbx Pbx(string server) => throw new NotImplementedException();

    /// <summary>When the PBX last spoke of this extension: for a present one at least the last complete list.</summary>
    public DateTimeOffset LastSeen(BoardRow row) => throw new NotImplementedException();

    /// <summary>
    /// Hands over the whole board and subscribes to what comes after it, under one lock, so that no change is lost or doubled. Batches are merged and
    /// paced for each subscriber (the first of a quiet time at once, then at most one in 250 ms, the last always arrives), never overlap, and never
    /// run under a lock; what a subscriber throws ends its own subscription only.
    /// </summary>
    public (BoardBatch Snapshot, IDisposable Subscription) Subscribe(Func<BoardBatch, Task> onBatch) => throw new NotImplementedException();

    /// <summary>How many subscriptions are alive.</summary>
    public int SubscriberCount => throw new NotImplementedException();
}
