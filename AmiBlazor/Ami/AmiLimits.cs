namespace AmiBlazor.Ami;

/// <summary>
/// What a peer may send before the session ends with <see cref="AmiLimitExceededException"/>. The largest list (100,000 hints of
/// about 160 bytes) fits into the bytes of a session; together they keep a hostile PBX within 64 MB of memory: the transcript, and twice as much
/// where all of it were names.
/// </summary>
internal sealed record AmiLimits
{
    /// <summary>Bytes of one line without its end. Asterisk itself builds hints far below 4 KB.</summary>
    public int LineLength { get; init; } = 8 * 1024;

    /// <summary>Headers of one message.</summary>
    public int Headers { get; init; } = 128;

    /// <summary>Rows of one list.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Bytes that a session may receive in all; null for a session that is meant to live for months.</summary>
    public long? SessionBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long connect, banner and each step of the login may take; a caller's own deadline may be shorter.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the reply to a single action may take.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
