namespace AmiBlazor.Ami;

/// <summary>What <see cref="AmiMessageReader"/> found at the start of the bytes.</summary>
internal enum AmiReadResult
{
    /// <summary>No whole message yet.</summary>
    NeedMore,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A line that is no header: no colon, no name, or a NUL, which Asterisk's C strings cannot hold.</summary>
    Malformed,

    /// <summary>A line longer than <see cref="AmiLimits.LineLength"/>.</summary>
    LineTooLong,

    /// <summary>More headers than <see cref="AmiLimits.Headers"/>.</summary>
    TooManyHeaders,
}
