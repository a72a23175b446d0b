namespace AmiBlazor.Ami;

/// <summary>Waits for an answer of many rows: the session reads them with pauses (<see cref="ReadThrottle"/>).</summary>
internal abstract class PendingRows(string id, PendingActions owner) : PendingAction(id, owner)
{
    /// <summary>Whether nothing more is waited for.</summary>
    public abstract bool IsOver { get; }
}
