namespace AmiBlazor.Data.Rows;

/// <summary>One change of one extension's status. Replaying an extension's changes gives its current status.</summary>
internal sealed class StatusChange
{
    public long Id { get; set; }

    public int ExtensionId { get; set; }

    public Extension? Extension { get; set; }

    /// <summary>As <see cref="Rows.Extension.StatusCode"/>; null for the extension's first, when it was not known before.</summary>
    public int? FromCode { get; set; }

    public int ToCode { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Where it came from: <c>refresh</c>, <c>live</c>, <c>resync</c> or <c>edit</c>.</summary>
    public required string Source { get; set; }

    /// <summary>The refresh that found it; null for other sources.</summary>
    public int? RunId { get; set; }

    public RefreshRun? Run { get; set; }
}
