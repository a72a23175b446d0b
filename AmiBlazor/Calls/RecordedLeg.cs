using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>A channel of a phone or a line, from its beginning to its end.</summary>
internal sealed class RecordedLeg
{
    public required string ChannelId { get; init; }

    public string Device { get; set; } = "";

    public ExtensionKey? Extension { get; set; }

    public string Number { get; set; } = "";

    public string Name { get; set; } = "";

    public bool IsCaller { get; set; }

    public string Dialled { get; set; } = "";

    /// <summary>Whether this program has placed the call for it: then its phone was rung, and is the caller all the same.</summary>
    public bool IsPlaced { get; init; }

    public string? Queue { get; set; }

    /// <summary>Its Linkedid at the last moment that it was seen.</summary>
    public string LinkedId { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Whether its beginning was seen.</summary>
    public bool IsStartKnown { get; set; }

    /// <summary>Whether its phone has rung.</summary>
    public bool HasRung { get; set; }

    /// <summary>Whether it was answered, though nobody may have seen when.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>When it was answered; null when it never was, or nobody saw it.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it was connected to another party first, at the latest; null when nobody ever saw that it was.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>Whether it was seen to be connected at <see cref="ConnectedAt"/>; false when a list showed it, and it may have been for longer.</summary>
    public bool IsConnectionSeen { get; set; } = true;

    /// <summary>Whether it has listened to another call.</summary>
    public bool HasListened { get; set; }

    /// <summary>Whether there was a time of its life in which nobody followed it.</summary>
    public bool HasGap { get; set; }

    /// <summary>Whether it may have been connected to somebody in that time.</summary>
    public bool MayHaveTalked { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended; null when nobody saw it, or while it lasts.</summary>
    public int? Cause { get; set; }

    /// <summary>Takes over what a channel is now.</summary>
    public void Take(TrackedChannel channel, PhoneIndex phones)
    {
        Device = TrackedChannel.DeviceOf(channel.Snapshot.Name);
        Extension = phones.Of(Device) is [var key, ..] ? key : Extension;
        if (channel.Snapshot.Number.Length > 0) (Number, Name) = (channel.Snapshot.Number, channel.Snapshot.PartyName);

        // Of a channel that was seen before, a list may tell less.
        if (StartedAt == default) IsCaller = IsPlaced || channel.IsCaller;
        if (channel.Dialled.Length > 0 && Dialled.Length == 0) Dialled = channel.Dialled;
        Queue = channel.ThroughQueue ?? Queue;
        LinkedId = channel.Snapshot.LinkedId;

        // A list tells the age in whole seconds: what was seen is better, and of what was not, the earlier.
        if (StartedAt == default || (!IsStartKnown && channel.CreatedAt < StartedAt)) StartedAt = channel.CreatedAt;
        HasRung |= channel.Snapshot.State == ChannelStates.Ringing;
        IsAnswered |= channel.Snapshot.State == ChannelStates.Up;
        HasListened |= channel.Spied is not null;
        AnsweredAt ??= channel.AnsweredAt;
    }

    /// <summary>Nobody followed it until now.</summary>
    /// <param name="channel">What it is now; null when it has ended meanwhile.</param>
    public void TakeAfterGap(TrackedChannel? channel)
    {
        HasGap = true;

        // Who is not answered, or still waits in a queue, has not talked meanwhile.
        MayHaveTalked |= channel is null || (channel.Snapshot.State == ChannelStates.Up && channel.Queue is null);
    }
}
