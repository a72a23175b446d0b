namespace AmiBlazor.Ami;

/// <summary>
/// Waits for a list of which all rows are kept, such as those of channels: rows with our ActionID up to its own completion. A row that cannot be read is left
/// out: a caller's number can cut one in two, and must not cost the others.
/// </summary>
/// <typeparam name="T">What a row says.</typeparam>
internal abstract class PendingRecords<T>(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits) : PendingRows(action.Id, owner)
{
    private readonly TaskCompletionSource<List<T>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<T> _rows = [];

    public AmiAction Action => action;

    /// <summary>The rows, once the list is complete.</summary>
    public Task<List<T>> End => _end.Task;

    public override bool IsOver => _end.Task.IsCompleted;

    /// <summary>Rows hold what callers wrote; the completion does not.</summary>
    public override bool IsPlain => IsOver;

    protected abstract ReadOnlySpan<byte> CompleteEvent { get; }

    public override void Receive(in AmiMessage message)
    {
        if (_end.Task.IsCompleted) return;
        if (!message.TryGet(AmiProtocol.EventHeader, out var name))
        {
            if (message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse))
                _end.TrySetException(errors.Refused(action.Name, new AmiReply(message)));
        }
        else if (AmiText.Is(name, CompleteEvent))
        {
            Complete(message);
        }
        else if (_rows.Count == limits.Rows)
        {
            _end.TrySetException(errors.TooManyRows());
        }
        else if (message.Oddity == AmiOddity.None && Read(message, name) is { } row)
        {
            _rows.Add(row);
        }
    }

    public override void Fail(AmiException cause) => _end.TrySetException(cause);

    /// <summary>Reads a row; null when it cannot be read.</summary>
    protected abstract T? Read(in AmiMessage row, ReadOnlySpan<byte> name);

    private void Complete(in AmiMessage message)
    {
        if (message.TryGet(AmiProtocol.EventListHeader, out var end) && !AmiText.Is(end, AmiProtocol.CompleteList))
            _end.TrySetException(errors.Cancelled(AmiText.ForPeople(AmiText.Decode(end)), _rows.Count));
        else
            _end.TrySetResult(_rows);
    }
}
