namespace AmiBlazor.Ami;

/// <summary>
/// Somebody who waits for what the PBX says to one action. Registered with <see cref="PendingActions"/> before the action is written and removed
/// by disposal. Its members are called under the lock of <see cref="PendingActions"/>, never after removal, and must not call out.
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

    /// <summary>A response or event with this action's ActionID.</summary>
    /// <exception cref="AmiException">It cannot be: the session ends.</exception>
    public abstract void Receive(in AmiMessage message);

    /// <summary>The session has ended before the answer was complete.</summary>
    public abstract void Fail(AmiException cause);

    public void Dispose()
    {
        _owner.Remove(this);
        Removed();
    }

    /// <summary>Called once when nothing more can come.</summary>
    protected virtual void Removed()
    {
    }
}
