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

    public string? Queue { get; set; }

    /// <summary>Its Linkedid at the last moment that it was seen.</summary>
    public string LinkedId { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Whether its beginning was seen.</summary>
    public bool IsStartKnown { get; set; }

    /// <summary>Whether its phone has rung.</summary>
    public bool HasRung { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? ConnectedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended; null when nobody saw it, or while it lasts.</summary>
    public int? Cause { get; set; }

    /// <summary>Takes over what a channel is now.</summary>
    public void Take(TrackedChannel channel, PhoneIndex phones)
    {
        Device = TrackedChannel.DeviceOf(channel.Snapshot.Name);
        Extension = phones.Of(Device) is [var key, ..] ? key : Extension;
        if (channel.Snapshot.Number.Length > 0) (Number, Name) = (channel.Snapshot.Number, channel.Snapshot.PartyName);
        IsCaller = channel.IsCaller;
        if (channel.Dialled.Length > 0) Dialled = channel.Dialled;
        Queue = channel.ThroughQueue ?? Queue;
        LinkedId = channel.Snapshot.LinkedId;
        StartedAt = channel.CreatedAt;
        HasRung |= channel.Snapshot.State == ChannelStates.Ringing;
        AnsweredAt ??= channel.AnsweredAt;
    }
}
