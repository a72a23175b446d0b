namespace AmiBlazor.Ami;

/// <summary>
/// Waits for a list of which all rows are kept, such as those of channels: rows with our ActionID up to its own completion. A row that cannot be read is left
/// out: a caller's number can cut one in two, and must not cost the others.
/// </summary>
/// <remarks>
/// Rows have their ActionID at their end. So the second half of one that was cut has it too, and may look like any message; but what was between is in it.
/// Asterisk's own refusal and completion have the ActionID right behind their first header, and a row is read only in its exact shape.
/// </remarks>
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
        if (Stands(message, 0, "Response,ActionID"u8))
        {
            if (AmiText.Is(message.Value(0), AmiProtocol.ErrorResponse)) _end.TrySetException(errors.Refused(action.Name, new AmiReply(message)));
        }
        else if (Stands(message, 0, "Event,ActionID,EventList"u8))
        {
            if (AmiText.Is(message.Value(0), CompleteEvent)) Complete(message);
        }
        else if (_rows.Count == limits.Rows)
        {
            _end.TrySetException(errors.TooManyRows());
        }
        else if (message.Oddity == AmiOddity.None && Stands(message, 0, "Event"u8) && Read(message, message.Value(0)) is { } row)
        {
            _rows.Add(row);
        }
    }

    public override void Fail(AmiException cause) => _end.TrySetException(cause);

    /// <summary>Reads a row; null when it cannot be read.</summary>
    protected abstract T? Read(in AmiMessage row, ReadOnlySpan<byte> name);

    /// <summary>Whether these headers stand there, in this order.</summary>
    /// <param name="message">The message.</param>
    /// <param name="at">The index of the first.</param>
    /// <param name="names">Their names, with commas between.</param>
    protected static bool Stands(in AmiMessage message, int at, ReadOnlySpan<byte> names)
    {
        foreach (var name in names.Split((byte)','))
        {
            if (at >= message.Count || !AmiText.Is(message.Name(at++), names[name])) return false;
        }

        return true;
    }

    private void Complete(in AmiMessage message)
    {
        var end = message.Value(2);
        if (!AmiText.Is(end, AmiProtocol.CompleteList))
            _end.TrySetException(errors.Cancelled(AmiText.ForPeople(AmiText.Decode(end)), _rows.Count));
        else
            _end.TrySetResult(_rows);
    }
}
