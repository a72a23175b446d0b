namespace AmiBlazor.Ami;

/// <summary>
/// Waits for a list: a Success that only starts it, its rows, and its own completion. All of them carry the ActionID, so live events in between do no harm.
/// </summary>
internal sealed class PendingList(string id, PendingActions owner, ExtensionStateCollector collector, AmiErrors errors) : PendingRows(id, owner)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the list is complete. The collector has the rows.</summary>
    public Task End => _end.Task;

    public override bool IsOver => _end.Task.IsCompleted;

    public int RowsReceived => collector.RowsReceived;

    /// <summary>The list, once <see cref="End"/> has succeeded; the caller owns it.</summary>
    public ExtensionStateList Take() => collector.Complete();

    public override void Receive(in AmiMessage message)
    {
        if (_end.Task.IsCompleted) return;
        if (message.Oddity != AmiOddity.None)
        {
            // The list is worthless, but the connection is in step, so the session goes on.
            _end.TrySetException(errors.OddRow(message));
            return;
        }

        if (message.TryGet(AmiProtocol.EventHeader, out var name))
        {
            if (AmiText.Is(name, AmiProtocol.ExtensionStatusEvent))
                Add(message);
            else if (AmiText.Is(name, AmiProtocol.ExtensionStateListCompleteEvent))
                Complete(message);
        }
        else if (message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse))
        {
            Refuse(new AmiReply(message));
        }
    }

    public override void Fail(AmiException cause) =>
        _end.TrySetException(cause is AmiClosedException ? errors.ClosedInList(collector.RowsReceived, cause.InnerException) : cause);

    protected override void Removed() => collector.Dispose();

    private void Add(in AmiMessage row)
    {
        try
        {
            collector.Add(row);
        }
        catch (AmiMalformedException badRow)
        {
            _end.TrySetException(badRow);
        }
    }

    private void Complete(in AmiMessage completion)
    {
        try
        {
            collector.CheckCount(completion);
            _end.TrySetResult();
        }
        catch (AmiMalformedException wrongCount)
        {
            _end.TrySetException(wrongCount);
        }
    }

    /// <summary>Without hints, newer Asterisks refuse to list, and older ones send an empty list. Both mean the same.</summary>
    private void Refuse(AmiReply reply)
    {
        if (string.Equals(reply[AmiProtocol.Message], AmiProtocol.NoHints, StringComparison.OrdinalIgnoreCase))
            _end.TrySetResult();
        else
            _end.TrySetException(errors.Refused(AmiProtocol.ExtensionStateList, reply));
    }
}
