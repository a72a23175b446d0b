namespace AmiBlazor.Ami;

/// <summary>
/// A caller that waits for the PBX's answer to one action. Registered with <see cref="PendingActions"/> before the action is written, and removed by disposal.
/// Its members are called under the lock of <see cref="PendingActions"/>, never after removal, and must not call other code.
/// </summary>
internal abstract class PendingAction : IDisposable
{
    private readonly PendingActions _owner;

    protected PendingAction(string id, PendingActions owner)
    {
        Id = id;
        _owner = owner;
    }

    public string Id { get; }

    /// <summary>Whether the message that it received last holds no text that somebody else than the PBX's administrator has written.</summary>
    public virtual bool IsPlain => true;

    /// <summary>Takes a response or event with this action's ActionID; it may be an odd one.</summary>
    /// <exception cref="AmiException">The message cannot be right: the session ends.</exception>
    public abstract void Receive(in AmiMessage message);

    /// <summary>Is told that the session ended before the answer was complete.</summary>
    public abstract void Fail(AmiException cause);

    public void Dispose()
    {
        _owner.Remove(this);
        Removed();
    }

    /// <summary>Called once, when nothing more can come.</summary>
    protected virtual void Removed()
    {
    }
}
