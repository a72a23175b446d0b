namespace AmiBlazor.Ami;

/// <summary>
/// The callers that wait for answers, by ActionID. One lock guards the table, what the waiters collect, and the end: the end of the session fails every waiter
/// with its first cause, and refuses later ones with the same cause.
/// </summary>
/// <param name="takesUnnamedErrors">Whether an error without an ActionID may be an answer.</param>
internal sealed class PendingActions(bool takesUnnamedErrors)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PendingAction> _waiters = new(Utf8TextComparer.Instance);
    private AmiException? _end;

    // Most messages in a row belong to one list.
    private PendingAction? _last;

    /// <summary>Why the session ended; null while it lives.</summary>
    public AmiException? End
    {
        get
        {
            lock (_gate) return _end;
        }
    }

    /// <exception cref="AmiException">The session has ended: its first cause.</exception>
    public void Add(PendingAction waiter)
    {
        lock (_gate)
        {
            if (_end is not null) throw _end;
            _waiters.Add(waiter.Id, waiter);
        }
    }

    public void Remove(PendingAction waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter.Id);
            if (ReferenceEquals(_last, waiter)) _last = null;
        }
    }

    /// <summary>Hands a message to the waiter that it belongs to.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isPlain">The waiter's <see cref="PendingAction.IsPlain"/> after it.</param>
    /// <returns>False when nobody waits for it: a late reply, or an event that answers no action.</returns>
    public bool Receive(in AmiMessage message, out bool isPlain)
    {
        lock (_gate)
        {
            isPlain = false;
            if (Find(message) is not { } waiter) return false;
            waiter.Receive(message);
            isPlain = waiter.IsPlain;
            return true;
        }
    }

    /// <summary>Fails every waiter. A second end changes nothing.</summary>
    /// <returns>Whether this was the first end.</returns>
    public bool FailAll(AmiException cause)
    {
        lock (_gate)
        {
            if (_end is not null) return false;
            _end = cause;
            foreach (var waiter in _waiters.Values) waiter.Fail(cause);
            return true;
        }
    }

    private PendingAction? Find(in AmiMessage message)
    {
        if (!message.TryGet(AmiProtocol.ActionIdHeader, out var id))
        {
            // Asterisk repeats the ActionID if it could read it. An error without one belongs to the only action that is under way; but where events
            // come, a caller may have written it into one.
            return takesUnnamedErrors && _waiters.Count == 1 && message.Has(AmiProtocol.ResponseHeader, AmiProtocol.ErrorResponse) ? _waiters.Values.Single() : null;
        }

        if (_last is not null && AmiText.Equals(id, _last.Id)) return _last;
        return _waiters.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(id, out var waiter) ? _last = waiter : null;
    }
}
