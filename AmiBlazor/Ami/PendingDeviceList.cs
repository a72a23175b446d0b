namespace AmiBlazor.Ami;

/// <summary>Waits for the list of device states: rows with our ActionID up to its own completion.</summary>
internal sealed class PendingDeviceList(string id, PendingActions owner, AmiErrors errors, AmiLimits limits) : PendingAction(id, owner)
{
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, string>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private int _rows;

    /// <summary>The states by device, once the list is complete.</summary>
    public Task<IReadOnlyDictionary<string, string>> End => _end.Task;

    public override void Receive(in AmiMessage message)
    {
        if (_end.Task.IsCompleted) return;
        if (!message.TryGet(AmiProtocol.EventHeader, out var name))
        {
            if (message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse))
                _end.TrySetException(errors.Refused(AmiProtocol.DeviceStateList, new AmiReply(message)));
        }
        else if (AmiText.Is(name, AmiProtocol.DeviceStateChangeEvent))
        {
            Add(message);
        }
        else if (AmiText.Is(name, AmiProtocol.DeviceStateListCompleteEvent))
        {
            _end.TrySetResult(_states);
        }
    }

    public override void Fail(AmiException cause) => _end.TrySetException(cause);

    /// <summary>
    /// Takes a row. One that cannot be read is left out: a device may have any name, and what it leaves unknown is one device, which the extension's own
    /// state still covers.
    /// </summary>
    private void Add(in AmiMessage row)
    {
        if (_rows++ == limits.Rows)
        {
            _end.TrySetException(errors.TooManyRows());
            return;
        }

        if (row.Oddity == AmiOddity.None
            && row.TryGet(AmiProtocol.DeviceHeader, out var device)
            && row.TryGet(AmiProtocol.StateHeader, out var state)
            && DeviceStates.IsWord(state))
        {
            _states[AmiText.Decode(device)] = DeviceStates.Text(state);
        }
    }
}
