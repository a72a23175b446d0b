namespace AmiBlazor.Ami;

/// <summary>What is wrong with an action that may not reach the wire.</summary>
internal enum AmiRefusalReason
{
    /// <summary>More headers than Asterisk reads.</summary>
    TooManyHeaders,

    /// <summary>A header's name is empty, or could end the name or the line.</summary>
    HeaderName,

    /// <summary>A header's value could end the line.</summary>
    HeaderValue,

    /// <summary>A line longer than Asterisk reads.</summary>
    LineTooLong,
}
