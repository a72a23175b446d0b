using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>What is known of one channel. Changed by <see cref="CallTracker"/> alone.</summary>
/// <param name="snapshot">The channel as it was told first.</param>
/// <param name="createdAt">When it was made; UTC, by this program's clock.</param>
internal sealed class TrackedChannel(ChannelSnapshot snapshot, DateTimeOffset createdAt)
{
    private static readonly string[] WithoutPhone = ["Local/", "Message/", "Surrogate/", "CBAnn/", "CBRec/", "Announcer/", "Recorder/"];

    /// <summary>Its newest snapshot: each replaces the one before.</summary>
    public ChannelSnapshot Snapshot { get; private set; } = snapshot;

    public string Id => Snapshot.UniqueId;

    public DateTimeOffset CreatedAt { get; set; } = createdAt;

    /// <summary>Since when it is answered; null while it is not, or when nobody knows.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The bridge that it is in; null for none.</summary>
    public string? BridgeId { get; set; }

    /// <summary>Whether its party has put the others on hold.</summary>
    public bool IsHolding { get; set; }

    /// <summary>When an event told whether it holds; UTC. Null when none has.</summary>
    public DateTimeOffset? HoldToldAt { get; set; }

    /// <summary>The device that it listens to, such as <c>PJSIP/1001</c>; null when it listens to none.</summary>
    public string? Spied { get; set; }

    /// <summary>Where it is parked: the lot and the number to fetch it; null when it is not, or when nobody has told.</summary>
    public (string Lot, string Space)? Parked { get; set; }

    /// <summary>The queue that it waits in; null for none.</summary>
    public string? Queue { get; set; }

    /// <summary>Since when it waits there; UTC. Null while it waits in none.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>The queue that it came through; null for none.</summary>
    public string? ThroughQueue { get; set; }

    /// <summary>Whether its phone has placed the call; false when it was called.</summary>
    public bool IsCaller { get; set; }

    /// <summary>The number that it dialled; empty when it dialled none, or when nobody knows.</summary>
    public string Dialled { get; set; } = "";

    /// <summary>What the dialplan runs for it; known from a list only, so empty for most.</summary>
    public string Application { get; set; } = "";

    public bool IsLocal => Snapshot.Name.StartsWith("Local/", StringComparison.Ordinal);

    /// <summary>Whether a phone or a line is at its other end, and not a part of Asterisk.</summary>
    public bool HasPhone => Snapshot.Name.Contains('/', StringComparison.Ordinal)
        && !Array.Exists(WithoutPhone, prefix => Snapshot.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The device of a channel: its name up to the last dash, for names of endpoints may hold dashes.</summary>
    public static string DeviceOf(string channel) => channel.LastIndexOf('-') is > 0 and var dash ? channel[..dash] : channel;

    /// <summary>The name of the other half of a Local channel; null for another channel.</summary>
    public string? OtherHalf() => !IsLocal || Snapshot.Name is not [.. var name, var half and ('1' or '2')] ? null : name + (half == '1' ? '2' : '1');

    /// <summary>Takes over its newest snapshot.</summary>
    /// <param name="snapshot">The channel.</param>
    /// <param name="at">When it came; UTC.</param>
    /// <param name="isEnd">Whether it comes with the channel's end, which tells only that it was answered, and not when.</param>
    public void Take(ChannelSnapshot snapshot, DateTimeOffset at, bool isEnd = false)
    {
        // One that a list has shown to be answered was so before.
        if (snapshot.State == ChannelStates.Up && Snapshot.State != ChannelStates.Up && !isEnd) AnsweredAt ??= at;
        Snapshot = snapshot;
    }
}
