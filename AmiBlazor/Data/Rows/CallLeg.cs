namespace AmiBlazor.Data.Rows;

/// <summary>A phone's or a line's part of a <see cref="CallEntry"/>: one channel from its beginning to its end.</summary>
internal sealed class CallLeg
{
    public long Id { get; set; }

    public long CallEntryId { get; set; }

    /// <summary>The channel's Uniqueid.</summary>
    public required string ChannelId { get; set; }

    public required string Device { get; set; }

    /// <summary>With <see cref="Exten"/>, the extension that the phone belonged to; null for a party outside.</summary>
    public string? Context { get; set; }

    public string? Exten { get; set; }

    /// <summary>Empty when there is none.</summary>
    public required string Number { get; set; }

    /// <summary>Empty when there is none.</summary>
    public required string Name { get; set; }

    /// <summary>Whether its phone placed the call.</summary>
    public bool IsCaller { get; set; }

    /// <summary>The number that it dialled; empty when it dialled none.</summary>
    public required string Dialled { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it was answered; null when it never was, or nobody saw it.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>
    /// When it was connected to another party first, at the latest; null when nobody ever saw that it was. Where <see cref="CallEntry.AnsweredAt"/> is null,
    /// nobody saw when.
    /// </summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended (Q.850), such as 16 for a normal end or 17 for busy; null when nobody saw it.</summary>
    public int? Cause { get; set; }
}
