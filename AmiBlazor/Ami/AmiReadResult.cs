namespace AmiBlazor.Ami;

/// <summary>What <see cref="AmiMessageReader"/> found at the start of the bytes.</summary>
internal enum AmiReadResult
{
    /// <summary>The message is not whole yet.</summary>
    NeedMore,

    /// <summary>A whole message, which may be an odd one: <see cref="AmiMessage.Oddity"/>.</summary>
    Message,

    /// <summary>The message is longer than <see cref="AmiLimits.MessageBytes"/>.</summary>
    MessageTooLong,

    /// <summary>The first line is not a banner.</summary>
    NoBanner,
}
