namespace AmiBlazor.Ami;

/// <summary>Something that happened to a channel. What is not here, Asterisk tells twice.</summary>
/// <param name="Channel">The channel after it.</param>
internal abstract record ChannelEvent(ChannelSnapshot Channel) : CallEvent
{
    /// <summary>A channel was made (<c>Newchannel</c>).</summary>
    internal sealed record Created(ChannelSnapshot Channel) : ChannelEvent(Channel);

    /// <summary>Its state, or who is at it, or whom it sees (<c>Newstate</c>, <c>NewCallerid</c>, <c>NewConnectedLine</c>).</summary>
    internal sealed record Changed(ChannelSnapshot Channel) : ChannelEvent(Channel);

    /// <summary>It is in a bridge (<c>BridgeEnter</c>).</summary>
    internal sealed record Entered(ChannelSnapshot Channel, string BridgeId, BridgeKind Kind) : ChannelEvent(Channel);

    /// <summary>It is no longer in a bridge (<c>BridgeLeave</c>).</summary>
    internal sealed record Left(ChannelSnapshot Channel, string BridgeId) : ChannelEvent(Channel);

    /// <summary>Its party has pressed hold, or no longer holds (<c>Hold</c>, <c>Unhold</c>).</summary>
    internal sealed record Held(ChannelSnapshot Channel, bool IsHolding) : ChannelEvent(Channel);

    /// <summary>It listens to another (<c>ChanSpyStart</c>, <c>ChanSpyStop</c>).</summary>
    /// <param name="Channel">The one that listens.</param>
    /// <param name="SpiedId">The <see cref="ChannelSnapshot.UniqueId"/> of the other; null when it no longer listens.</param>
    internal sealed record Spying(ChannelSnapshot Channel, string? SpiedId) : ChannelEvent(Channel);

    /// <summary>It is parked (<c>ParkedCall</c>), or no longer.</summary>
    /// <param name="Channel">The one that is parked.</param>
    /// <param name="Lot">The parking lot; null when it is no longer parked.</param>
    /// <param name="Space">The number to fetch it; null when it is no longer parked.</param>
    internal sealed record Parking(ChannelSnapshot Channel, string? Lot, string? Space) : ChannelEvent(Channel);

    /// <summary>It waits in a queue (<c>QueueCallerJoin</c>), or no longer (<c>QueueCallerLeave</c>).</summary>
    /// <param name="Channel">The caller.</param>
    /// <param name="Queue">The queue.</param>
    /// <param name="IsWaiting">Whether it waits.</param>
    /// <param name="Position">Its place, from 1; when it leaves, the one that it had. 0 where nobody told it.</param>
    internal sealed record Queueing(ChannelSnapshot Channel, string Queue, bool IsWaiting, int Position = 0) : ChannelEvent(Channel);

    /// <summary>Its own party has hung up (<c>HangupRequest</c>); the dialplan may still work on it. When the PBX ends a call, this does not come.</summary>
    internal sealed record EndRequested(ChannelSnapshot Channel) : ChannelEvent(Channel);

    /// <summary>It has ended (<c>Hangup</c>).</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="Cause">Q.850, such as 16 for a normal end; 0 when Asterisk gives none.</param>
    internal sealed record Ended(ChannelSnapshot Channel, int Cause) : ChannelEvent(Channel);
}
