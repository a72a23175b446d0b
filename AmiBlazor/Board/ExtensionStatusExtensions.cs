namespace AmiBlazor.Board;

/// <summary>Asterisk's status numbers, and the words that REST promises for them.</summary>
internal static class ExtensionStatusExtensions
{
    /// <summary>The number of an extension that was missing in a complete list.</summary>
    public const int OfflineCode = 4;

    /// <summary>
    /// Asterisk's <c>AST_EXTENSION_*</c> bitmask (1 in use, 2 busy, 4 unavailable, 8 ringing, 16 hold; -1 no such hint, -2 removed) as a
    /// status, with what <see cref="ExtensionCodes"/> adds to it.
    /// </summary>
    public static ExtensionStatus FromCode(int code) => code switch
    {
        _ when ExtensionCodes.HasNoPhone(code) => ExtensionStatus.NoPhone,
        _ when ExtensionCodes.IsDoNotDisturb(code, out var phones) => phones == 0 ? ExtensionStatus.DoNotDisturb : FromCode(phones),
        0 => ExtensionStatus.Online,
        1 => ExtensionStatus.InUse,
        2 or 3 => ExtensionStatus.Busy,
        4 => ExtensionStatus.Offline,
        8 => ExtensionStatus.Ringing,
        9 => ExtensionStatus.RingingInUse,
        16 or 17 => ExtensionStatus.OnHold,
        _ => ExtensionStatus.Unknown,
    };

    /// <summary>Every number of AMI that stands for a status other than <see cref="ExtensionStatus.Unknown"/>.</summary>
    public static IReadOnlyList<int> KnownCodes { get; } = [0, 1, 2, 3, 4, 8, 9, 16, 17];

    /// <summary>The statuses that a PBX sends, which REST, files and the history know.</summary>
    public static IReadOnlyList<ExtensionStatus> Sent { get; } =
        [.. Enum.GetValues<ExtensionStatus>().Where(status => status is not (ExtensionStatus.Gone or ExtensionStatus.Archived))];

    /// <summary>The word of REST and of the page's address.</summary>
    public static string Word(this ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => "online",
        ExtensionStatus.InUse => "in-use",
        ExtensionStatus.Busy => "busy",
        ExtensionStatus.Offline => "offline",
        ExtensionStatus.Ringing => "ringing",
        ExtensionStatus.RingingInUse => "ringing-in-use",
        ExtensionStatus.OnHold => "on-hold",
        ExtensionStatus.NoPhone => "no-phone",
        ExtensionStatus.DoNotDisturb => "do-not-disturb",
        ExtensionStatus.Gone => "gone",
        ExtensionStatus.Archived => "archived",
        _ => "unknown",
    };

    /// <summary>Asterisk's word for the state that it folds the devices into, by the number that AMI sent.</summary>
    public static string DeviceStateOf(int code) => FromCode(ExtensionCodes.Ami(code)).DeviceState();

    /// <summary>Asterisk's word for the state of the device.</summary>
    public static string DeviceState(this ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => "NOT_INUSE",
        ExtensionStatus.InUse => "INUSE",
        ExtensionStatus.Busy => "BUSY",
        ExtensionStatus.Offline => "UNAVAILABLE",
        ExtensionStatus.Ringing => "RINGING",
        ExtensionStatus.RingingInUse => "RINGINUSE",
        ExtensionStatus.OnHold => "ONHOLD",
        _ => "UNKNOWN",
    };

    /// <summary>Finds the status that a word stands for; false when the word stands for none.</summary>
    public static bool TryParse(string? word, out ExtensionStatus status)
    {
        foreach (var candidate in Enum.GetValues<ExtensionStatus>())
        {
            if (string.Equals(candidate.Word(), word, StringComparison.OrdinalIgnoreCase))
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }
}
