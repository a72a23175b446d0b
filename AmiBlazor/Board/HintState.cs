namespace AmiBlazor.Board;

/// <summary>
/// What the devices of a hint tell beyond the one state that Asterisk folds from them. Folding can lie: with the phone unregistered, a FreePBX hint
/// <c>PJSIP/1001&amp;Custom:DND1001</c> is idle once “do not disturb” has been on and off again.
/// </summary>
internal static class HintState
{
    /// <summary>
    /// Asterisk's order of states: of several, the one with the highest rank counts (<c>ast_devstate_aggregate_add</c> in main/devicestate.c).
    /// </summary>
    private static int Rank(string state) => state switch
    {
        "INVALID" => 0,
        "UNAVAILABLE" => 2,
        "NOT_INUSE" => 3,
        "ONHOLD" => 4,
        "RINGING" => 5,
        "INUSE" => 6,
        "BUSY" => 7,
        "RINGINUSE" => 8,
        _ => 1,
    };

    /// <summary>Folds states into the number of the extension, as Asterisk does (<c>ast_devstate_to_extenstate</c>).</summary>
    public static int Fold(IEnumerable<string> states)
    {
        var (folded, isRinging, isInUse) = ("INVALID", false, false);
        foreach (var state in states)
        {
            isRinging |= state is "RINGING";
            isInUse |= state is "INUSE" or "ONHOLD" or "BUSY";
            if (isRinging && isInUse)
                folded = "RINGINUSE";
            else if (Rank(state) > Rank(folded))
                folded = state;
        }

        return folded switch
        {
            "INUSE" => 1,
            "BUSY" => 2,
            "UNAVAILABLE" or "INVALID" => 4,
            "RINGING" => 8,
            "RINGINUSE" => 9,
            "ONHOLD" => 16,
            _ => 0,
        };
    }

    /// <summary>Puts what the devices tell beside the number that AMI sent.</summary>
    /// <param name="ami">The number.</param>
    /// <param name="devices">The devices with their states.</param>
    /// <param name="code">The number of <see cref="ExtensionCodes"/>.</param>
    /// <returns>False when the devices do not fold into the number: one of the two is older than the other, and the number stays alone.</returns>
    public static bool TryMark(int ami, IReadOnlyList<HintDevice> devices, out int code)
    {
        code = ami;
        if (Fold(devices.Select(device => device.State)) != ami) return false;
        var phones = devices.Where(device => Hint.IsPhone(device.Device)).Select(device => device.State).ToList();
        if (phones.Count == 0) return true;
        if (phones.TrueForAll(state => state is "UNAVAILABLE" or "INVALID"))
            code = ami == ExtensionStatusExtensions.OfflineCode ? ami : ExtensionCodes.OfNoPhone(ami);
        else if (devices.Any(IsSet))
            code = ExtensionCodes.OfDoNotDisturb(ami, Fold(phones));
        return true;
    }

    /// <summary>Whether a device says “do not disturb”.</summary>
    public static bool IsSet(HintDevice device) =>
        Hint.IsDoNotDisturb(device.Device) && device.State is not ("NOT_INUSE" or "UNKNOWN" or "INVALID" or "UNAVAILABLE");
}
