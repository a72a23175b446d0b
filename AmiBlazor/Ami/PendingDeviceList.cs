using System.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits for the list of device states: rows with our ActionID up to its own completion. Of the devices that nobody wants, which can be most of a PBX's,
/// nothing is kept.
/// </summary>
internal sealed class PendingDeviceList(string id, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits) : PendingRows(id, owner)
{
    /// <summary>A hint has many devices, and a PBX has devices that no hint names.</summary>
    private const int DevicesOfExtension = 10;

    private const int UsualName = 128;

    private readonly TaskCompletionSource<Dictionary<string, string>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _states = new(wanted.Count, StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wanted = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
    private int _rows;

    /// <summary>The states of those that were wanted, by device, once the list is complete.</summary>
    public Task<Dictionary<string, string>> End => _end.Task;

    public override bool IsOver => _end.Task.IsCompleted;

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
        if (_rows++ == limits.Rows * DevicesOfExtension)
        {
            _end.TrySetException(errors.TooManyRows());
            return;
        }

        if (row.Oddity == AmiOddity.None
            && row.TryGet(AmiProtocol.DeviceHeader, out var device)
            && row.TryGet(AmiProtocol.StateHeader, out var state)
            && DeviceStates.IsWord(state))
        {
            if (Wanted(device) is { } name) _states[name] = DeviceStates.Text(state);
        }
    }

    /// <summary>The device as it is wanted, without a string of its own; null when it is not.</summary>
    private string? Wanted(ReadOnlySpan<byte> device)
    {
        Span<char> text = stackalloc char[UsualName];
        var name = device.Length <= UsualName ? text[..Encoding.UTF8.GetChars(device, text)] : AmiText.Decode(device).AsSpan();
        return _wanted.TryGetValue(name, out var wanted) ? wanted : null;
    }
}
