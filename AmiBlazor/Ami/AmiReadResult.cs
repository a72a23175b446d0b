namespace AmiBlazor.Ami;

/// <summary>What <see cref="AmiMessageReader"/> found at the start of the bytes.</summary>
internal enum AmiReadResult
{
    /// <summary>The message is not whole yet.</summary>
    NeedMore,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A line is not a header: it has no colon or no name, or it holds a NUL, which Asterisk's C strings cannot.</summary>
    Malformed,

    /// <summary>A line is longer than <see cref="AmiLimits.LineLength"/>.</summary>
    LineTooLong,

    /// <summary>The message has more headers than <see cref="AmiLimits.Headers"/>.</summary>
    TooManyHeaders,
}
