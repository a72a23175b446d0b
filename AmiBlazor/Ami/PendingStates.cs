using System.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits for a list of states by name, such as those of all devices: rows with our ActionID up to its own completion. Of what nobody wants, which can be most
/// of a PBX's, nothing is kept.
/// </summary>
/// <typeparam name="T">What a row says.</typeparam>
internal abstract class PendingStates<T>(AmiAction action, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits)
    : PendingRows(action.Id, owner)
{
    /// <summary>A hint has many devices, and a PBX has devices that no hint names.</summary>
    private const int RowsOfExtension = 10;

    private const int UsualName = 128;

    private readonly TaskCompletionSource<Dictionary<string, T>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, T> _states = new(wanted.Count, wanted.Comparer);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wanted = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
    private int _rows;

    public AmiAction Action => action;

    /// <summary>The states of those that were wanted, by name, once the list is complete.</summary>
    public Task<Dictionary<string, T>> End => _end.Task;

    public override bool IsOver => _end.Task.IsCompleted;

    protected abstract ReadOnlySpan<byte> RowEvent { get; }

    protected abstract ReadOnlySpan<byte> CompleteEvent { get; }

    public override void Receive(in AmiMessage message)
    {
        if (_end.Task.IsCompleted) return;
        if (!message.TryGet(AmiProtocol.EventHeader, out var name))
        {
            if (message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse))
                _end.TrySetException(errors.Refused(action.Name, new AmiReply(message)));
        }
        else if (AmiText.Is(name, RowEvent))
        {
            Add(message);
        }
        else if (AmiText.Is(name, CompleteEvent))
        {
            _end.TrySetResult(_states);
        }
    }

    public override void Fail(AmiException cause) => _end.TrySetException(cause);

    /// <summary>Reads a row.</summary>
    /// <returns>False when it cannot be read.</returns>
    protected abstract bool TryRead(in AmiMessage row, out ReadOnlySpan<byte> name, out T state);

    /// <summary>
    /// Takes a row. One that cannot be read is left out: a device may have any name, and what it leaves unknown is one device, which the extension's own
    /// state still covers.
    /// </summary>
    private void Add(in AmiMessage row)
    {
        if (_rows++ == limits.Rows * RowsOfExtension)
            _end.TrySetException(errors.TooManyRows());
        else if (row.Oddity == AmiOddity.None && TryRead(row, out var name, out var state) && Wanted(name) is { } wantedName)
            _states[wantedName] = state;
    }

    /// <summary>The name as it is wanted, without a string of its own; null when it is not.</summary>
    private string? Wanted(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[UsualName];
        var decoded = name.Length <= UsualName ? text[..Encoding.UTF8.GetChars(name, text)] : AmiText.Decode(name).AsSpan();
        return _wanted.TryGetValue(decoded, out var wantedName) ? wantedName : null;
    }
}
