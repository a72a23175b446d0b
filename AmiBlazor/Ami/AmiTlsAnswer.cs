namespace AmiBlazor.Ami;

/// <summary>What the first bytes show that a peer answered to the beginning of TLS.</summary>
internal enum AmiTlsAnswerKind
{
    /// <summary>It closed the connection.</summary>
    Nothing,

    /// <summary>The banner of the plain manager.</summary>
    Manager,

    /// <summary>Another protocol.</summary>
    NotTls,

    /// <summary>TLS, in a version that is no longer used.</summary>
    OldVersion,

    /// <summary>An alert: none of the offered versions.</summary>
    VersionRefused,

    /// <summary>An alert: none of the offered ciphers.</summary>
    NothingInCommon,

    /// <summary>TLS that failed for another reason.</summary>
    Other,
}

/// <summary>Reads what a peer answered to the first message of TLS; the platform's errors do not say it in a way that is the same everywhere.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Version">The version, such as <c>TLS 1.0</c>, where it is one that is no longer used.</param>
internal readonly record struct AmiTlsAnswer(AmiTlsAnswerKind Kind, string? Version = null)
{
    // RFC 5246: a record is a type, a version and a length; a handshake message a type, a length of three bytes and, where it is the server's hello, a version.
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const int HelloVersion = 9;
    private const int AlertDescription = 6;

    /// <summary>How many bytes are needed.</summary>
    public const int Length = 32;

    public static AmiTlsAnswer Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => new(AmiTlsAnswerKind.Nothing),
        [Handshake, 3, _, ..] when bytes.Length > HelloVersion + 1 && Old(bytes[HelloVersion], bytes[HelloVersion + 1]) is { } version =>
            new(AmiTlsAnswerKind.OldVersion, version),
        [Alert, 3, ..] when bytes.Length > AlertDescription => bytes[AlertDescription] switch
        {
            // An old version has none of the ciphers that are offered: some then miss the cipher, and answer in that version.
            40 or 70 or 71 when Old(bytes[1], bytes[2]) is { } version => new(AmiTlsAnswerKind.OldVersion, version),
            70 => new(AmiTlsAnswerKind.VersionRefused),
            40 or 71 => new(AmiTlsAnswerKind.NothingInCommon),
            _ => new(AmiTlsAnswerKind.Other),
        },
        [Handshake or Alert, 3, ..] => new(AmiTlsAnswerKind.Other),
        _ when AmiText.Decode(bytes).StartsWith("Asterisk Call Manager", StringComparison.Ordinal) => new(AmiTlsAnswerKind.Manager),
        _ => new(AmiTlsAnswerKind.NotTls),
    };

    private static string? Old(byte major, byte minor) => (major, minor) switch
    {
        (3, 0) => "SSL 3.0",
        (3, 1) => "TLS 1.0",
        (3, 2) => "TLS 1.1",
        _ => null,
    };
}
