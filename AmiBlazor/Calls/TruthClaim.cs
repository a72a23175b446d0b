using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>What an extension's state claims of its phones, as far as their channels can prove it right or wrong.</summary>
/// <param name="Extension">The extension.</param>
/// <param name="Hint">Its hint.</param>
/// <param name="Code">The number that AMI sent.</param>
/// <param name="Phones">The devices whose channels count.</param>
/// <param name="PhonesCode">The number that the phones alone make; null when other devices may have made it, or nobody tells.</param>
internal sealed record TruthClaim(ExtensionKey Extension, string Hint, int Code, IReadOnlyList<string> Phones, int? PhonesCode)
{
    // The technologies whose device states Asterisk makes of their channels. Others (DAHDI’s congestion, SCCP’s own “do not disturb”) know other reasons.
    private static readonly string[] Technologies = ["PJSIP/", "SIP/", "IAX2/"];

    /// <summary>Whether the hint has other devices than phones, such as <c>Custom:DND1001</c>: then only the phones' own states tell of them.</summary>
    public bool AsksDevices { get; private init; }

    public bool IsIdle => SaysIdle(Code);

    public bool IsBusy => PhonesCode is { } code && SaysBusy(code);

    /// <summary>Whether a channel is one of the phones.</summary>
    public bool Has(string channel) => Phones.Contains(TrackedChannel.DeviceOf(channel), StringComparer.OrdinalIgnoreCase);

    public static bool SaysIdle(int code) => code is 0 or ExtensionStatusExtensions.OfflineCode;

    public static bool SaysBusy(int code) => code > 0 && !SaysIdle(code) && ExtensionStatusExtensions.KnownCodes.Contains(code);

    /// <summary>Whether the states of a device come from its channels.</summary>
    public static bool IsCounted(string device) => Array.Exists(Technologies, prefix => device.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The claim of a row; null when no channel can prove it.</summary>
    public static TruthClaim? Of(BoardRow row)
    {
        if (!row.Present) return null;
        var devices = Board.Hint.Parse(row.Hint).Devices;
        var phones = devices.Where(IsCounted).ToList();
        if (phones.Count == 0) return null;
        var isWhole = phones.Count == devices.Count;
        return new TruthClaim(row.Key, row.Hint, row.AmiCode, phones, isWhole ? row.AmiCode : OfPhones(row, phones)) { AsksDevices = !isWhole };
    }

    /// <summary>A phone of another technology may hold up the state; a device that tells none may, too.</summary>
    private static int? OfPhones(BoardRow row, List<string> phones)
    {
        var told = HintDevice.Parse(row.Devices).Where(device => Board.Hint.IsPhone(device.Device)).ToList();
        if (told.Count != phones.Count || told.Exists(device => !IsCounted(device.Device) || string.Equals(device.State, HintDevice.Unknown, StringComparison.Ordinal)))
            return null;
        return HintState.Fold(told.Select(device => device.State));
    }
}
