namespace AmiBlazor.Ami;

/// <summary>Why an action must not be sent. It names a header at most, never a value.</summary>
/// <param name="Reason">What is wrong with the action.</param>
/// <param name="Header">The header's name; empty when no header is to blame, or its name must not be shown.</param>
/// <param name="Size">How many headers or bytes there are, when there are too many.</param>
internal sealed record AmiRefusal(AmiRefusalReason Reason, string Header, int Size);

/// <summary>What is wrong with an action that must not be sent.</summary>
internal enum AmiRefusalReason
{
    /// <summary>More headers than Asterisk reads.</summary>
    TooManyHeaders,

    /// <summary>A header's name is empty, or holds a character that ends the name or the line.</summary>
    HeaderName,

    /// <summary>A header's value holds a character that ends the line.</summary>
    HeaderValue,

    /// <summary>A line longer than Asterisk reads.</summary>
    LineTooLong,
}
