namespace AmiBlazor.Control;

/// <summary>A request that was checked, with everything that it needs.</summary>
internal abstract class ControlDeed
{
    /// <summary>Whose phone it rings; null for nobody's.</summary>
    public virtual OwnPhone? Phone => null;

    /// <summary>Receives the events of the session; null where none are needed.</summary>
    public virtual ControlListener? Listener => null;

    /// <summary>Does it.</summary>
    /// <exception cref="ControlException">It goes no further.</exception>
    /// <exception cref="Ami.AmiException">The PBX refused it, or nobody knows.</exception>
    public abstract Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken);

    protected static ControlResult Done(FormattableString sentence) => new(ControlOutcome.Done, sentence);
}
