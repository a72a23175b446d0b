using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>A channel as a row of a list tells it, with what only events have told of it before.</summary>
internal static class ListedChannel
{
    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="before">What events have told of the channel; null for one that is new.</param>
    /// <param name="kindOf">What a bridge is for.</param>
    /// <param name="at">When the list was complete; UTC.</param>
    public static TrackedChannel Read(ChannelRow row, TrackedChannel? before, Func<string, BridgeKind> kindOf, DateTimeOffset at)
    {
        var channel = new TrackedChannel(row.Channel, before?.CreatedAt ?? at - TimeSpan.FromSeconds(row.Seconds))
        {
            BridgeId = row.BridgeId,
            HoldToldAt = before?.HoldToldAt,
            Application = row.Application,
            Dialled = before?.Dialled is { Length: > 0 } dialled ? dialled : row.Dialled,
            ThroughQueue = before?.ThroughQueue ?? (row.Application is "Queue" && row.Data.Split(',')[0] is { Length: > 0 } queue ? queue : null),
            IsCaller = before?.IsCaller ?? IsCaller(row),
            Spied = row.Application is "ChanSpy" or "ExtenSpy" ? row.Data.Split(',')[0] : null,
        };

        // No list tells where: it stays known, also when the list is ahead of the event that it has come there.
        var isThere = row.BridgeId is { } bridge
            && (kindOf(bridge) == BridgeKind.Parking || string.Equals(bridge, before?.BridgeId, StringComparison.Ordinal));
        channel.Parked = isThere ? before?.Parked : null;
        channel.AnsweredAt = before?.AnsweredAt ?? AnsweredAt(row, channel.CreatedAt);
        return channel;
    }

    /// <summary>
    /// A phone that was called has dialled nothing and belongs to the channel of another, whatever it may do by now. One that picks up a call has dialled,
    /// and takes the place of one that was called.
    /// </summary>
    private static bool IsCaller(ChannelRow row) => row.Channel.State != ChannelStates.Ringing && (row.Dialled.Length > 0
        || (row.Application is not ("AppDial" or "AppDial2" or "AppQueue") && string.Equals(row.Channel.UniqueId, row.Channel.LinkedId, StringComparison.Ordinal)));

    /// <summary>
    /// The PBX tells the time of the answer by its own clock, which may be another: what counts is how long after the channel's start that was, whose time is
    /// in its identity.
    /// </summary>
    private static DateTimeOffset? AnsweredAt(ChannelRow row, DateTimeOffset createdAt)
    {
        if (row.AnsweredAt is not { } answered || row.Channel.State != ChannelStates.Up) return null;
        var id = row.Channel.UniqueId.AsSpan();
        if (id.LastIndexOf('-') is >= 0 and var dash) id = id[(dash + 1)..];
        if (id.IndexOf('.') is > 0 and var dot) id = id[..dot];
        if (!long.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out var created)) return null;
        var after = answered - created;
        return after is >= 0 and < 7 * 24 * 3600 ? createdAt + TimeSpan.FromSeconds(Math.Min(after, row.Seconds)) : null;
    }
}
