namespace AmiBlazor.Ami;

/// <summary>
/// What a peer may send before the session ends with <see cref="AmiLimitExceededException"/>. The largest list (100,000 hints of about 160 bytes) fits into the
/// bytes of a session. Together the limits keep a hostile PBX below 64 MB of memory: the transcript, and twice as much if all of it were names.
/// </summary>
internal sealed record AmiLimits
{
    /// <summary>The most bytes of a line that is used, without its end. Asterisk's own hints stay far below 4 KB.</summary>
    public int LineLength { get; init; } = 8 * 1024;

    /// <summary>
    /// The most headers of a message that is used. Asterisk 22 has about 200 actions, and names each in a header of its answer to ListCommands.
    /// </summary>
    public int Headers { get; init; } = 512;

    /// <summary>The most bytes of any message: one that is not used is skipped whatever it looks like, but it must end.</summary>
    public int MessageBytes { get; init; } = 1024 * 1024;

    /// <summary>The most rows of a list.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>The most bytes that a session may receive in all; null for a session that may live for months.</summary>
    public long? SessionBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The longest time for connect, banner and each step of the login; a caller's own deadline may be shorter.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time for the reply to a single action.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
