namespace AmiBlazor.Board;

/// <summary>
/// The numbers of statuses, as rows and history hold them: the number that AMI sent, and in higher bits what the devices of the hint tell of it. A number
/// without such bits is AMI's alone, as all were before devices were known.
/// </summary>
internal static class ExtensionCodes
{
    /// <summary>The largest number that AMI may send. Asterisk's are bits up to 16.</summary>
    public const int MaxAmi = 0xFF;

    private const int PhoneShift = 8;
    private const int NoPhone = 1 << 24;
    private const int DoNotDisturb = 1 << 25;

    /// <summary>Every number that stands for a status other than <see cref="ExtensionStatus.Unknown"/>.</summary>
    public static IReadOnlyList<int> Known { get; } =
    [
        .. ExtensionStatusExtensions.KnownCodes,
        .. ExtensionStatusExtensions.KnownCodes.Select(OfNoPhone),
        .. ExtensionStatusExtensions.KnownCodes.SelectMany(_ => ExtensionStatusExtensions.KnownCodes, OfDoNotDisturb),
    ];

    /// <summary>The number as AMI sent it.</summary>
    public static int Ami(int code) => code < 0 ? code : code & (code < NoPhone ? NoPhone - 1 : MaxAmi);

    /// <summary>No phone is there; only other devices of the hint hold up the state.</summary>
    public static int OfNoPhone(int ami) => ami | NoPhone;

    /// <summary>A device of the hint says “do not disturb”.</summary>
    /// <param name="ami">The number as AMI sent it.</param>
    /// <param name="phones">The number that it would be for the phones alone.</param>
    public static int OfDoNotDisturb(int ami, int phones) => ami | (phones << PhoneShift) | DoNotDisturb;

    /// <summary>Whether no phone is there.</summary>
    public static bool HasNoPhone(int code) => code > 0 && (code & NoPhone) != 0;

    /// <summary>Whether a device of the hint says “do not disturb”, and what the phones do meanwhile.</summary>
    public static bool IsDoNotDisturb(int code, out int phones)
    {
        phones = (code >> PhoneShift) & MaxAmi;
        return code > 0 && (code & DoNotDisturb) != 0;
    }
}
