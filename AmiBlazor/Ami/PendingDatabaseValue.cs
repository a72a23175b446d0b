namespace AmiBlazor.Ami;

/// <summary>Waits for one value of Asterisk's database: a Success that only starts it, the value, and its own completion.</summary>
internal sealed class PendingDatabaseValue(string id, PendingActions owner, AmiErrors errors) : PendingAction(id, owner)
{
    private readonly TaskCompletionSource<string?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _value;
    private bool _isPlain = true;

    /// <summary>The value, once it is there; null when there is none, or none that can be read.</summary>
    public Task<string?> End => _end.Task;

    /// <summary>The ActionID comes after the value, so only the completion proves where it ended.</summary>
    public override bool IsPlain => _isPlain;

    public override void Receive(in AmiMessage message)
    {
        _isPlain = true;
        if (!message.TryGet(AmiProtocol.EventHeader, out var name))
        {
            if (message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse)) Refuse(new AmiReply(message));
        }
        else if (AmiText.Is(name, AmiProtocol.DatabaseGetResponseEvent))
        {
            _isPlain = false;
            _value = message.Oddity == AmiOddity.None && message.TryGet(AmiProtocol.ValHeader, out var value) ? AmiText.Decode(value) : null;
        }
        else if (AmiText.Is(name, AmiProtocol.DatabaseGetCompleteEvent))
        {
            _end.TrySetResult(_value);
        }
    }

    public override void Fail(AmiException cause) => _end.TrySetException(cause);

    private void Refuse(AmiReply reply)
    {
        if (string.Equals(reply[AmiProtocol.Message], AmiProtocol.DatabaseEntryNotFound, StringComparison.OrdinalIgnoreCase))
            _end.TrySetResult(null);
        else
            _end.TrySetException(errors.Refused(AmiProtocol.DatabaseGet, reply));
    }
}
