namespace AmiBlazor.Ami;

/// <summary>Why a message cannot be used. That is no reason to leave a PBX: most messages are not needed.</summary>
internal enum AmiOddity
{
    None,

    /// <summary>A line is no header: it has no colon, or no name before it. A value with a line end makes such lines.</summary>
    NoHeader,

    /// <summary>It holds a NUL, which Asterisk's C strings cannot.</summary>
    Nul,

    /// <summary>A line is longer than <see cref="AmiLimits.LineLength"/>.</summary>
    LongLine,

    /// <summary>It has more headers than <see cref="AmiLimits.Headers"/>.</summary>
    ManyHeaders,
}
